import { models } from "../pkg/models/index.js";
import { AccessField } from "./access.js";
import { Composer } from "./composer.js";
import { byId } from "./element.js";
import { newId } from "./ids.js";
import { jobList } from "./jobs.js";
import { findSimulator } from "./simulator.js";
import { storedJobs } from "./tickets.js";

const access = new AccessField(byId("access"), await findSimulator(), (field) => form.changed(field));

/** @type {{ id: string, revision: number } | null} */
let last = null;

const form = new Composer(access, ({ request, model, files }) => {
  const id = newId();
  const { prompt, aspectRatio: shape = null } = /** @type {{ prompt: string, aspectRatio?: string }} */ (
    /** @type {unknown} */ (request)
  );
  last = { id, revision: form.revision };
  const card = jobs.start({
    id,
    model,
    prompt,
    shape: shape === "match" ? null : shape,
    session: access.sessionOf(model.provider),
    files: model.fields.some(({ name }) => name === "images") ? files : [],
    request,
    ticket: null,
    unconfirmed: null,
  });
  card.scrollIntoView({
    block: "nearest",
    behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
  });
});

const jobs = jobList({
  providerOptions: (provider, session) => access.providerOptions(provider, session),
  reachable: (provider) => access.reachable(provider),
  askForKey: (provider) => form.askForKey(provider),
  onInvalid(spec, problems) {
    const stillShown = last?.id === spec.id && last.revision === form.revision && problems.length > 0;
    if (stillShown) form.show(problems);
    return stillShown;
  },
});

for (const { caption, pending } of await storedJobs()) {
  const ticket = pending.state === "accepted" ? pending.ticket : null;
  const unconfirmed = pending.state === "unknown" ? pending : null;
  const subject = ticket ?? unconfirmed?.intent;
  const model = models.find((one) => one.provider === subject?.provider && one.model === subject.model);
  if (model) jobs.start({ ...caption, model, files: [], request: null, ticket, unconfirmed });
}
