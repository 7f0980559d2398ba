import { en } from "../pkg/explain/en.js";
import { explain } from "../pkg/explain.js";
import { createClient, isPlantainError } from "../pkg/index.js";
import { announce } from "./announcer.js";
import { byId } from "./element.js";
import { newId } from "./ids.js";
import { jobCard } from "./job-card.js";
import { dollars } from "./money.js";
import { store } from "./tickets.js";

/**
 * One job of the page: a request to send, the ticket of an accepted job, or the intent of an unconfirmed one.
 *
 * @typedef {import("../pkg/index.js").ChosenRequest} ChosenRequest
 * @typedef {import("../pkg/index.js").ModelInfo} ModelInfo
 * @typedef {import("../pkg/index.js").Intent} Intent
 * @typedef {import("../pkg/index.js").Ticket} Ticket
 * @typedef {{
 *   id: string,
 *   model: ModelInfo,
 *   prompt: string,
 *   shape: string | null,
 *   session: string | null,
 *   files: readonly File[],
 *   request: ChosenRequest | null,
 *   ticket: Ticket | null,
 *   intent: Intent | null,
 * }} JobSpec `request`, `ticket` or `intent` is there; `session` is the simulator's, `null` for the real provider.
 */

/**
 * Runs jobs side by side and lists them, newest first.
 *
 * @param {{
 *   providerOptions: (provider: string, session: string | null) => import("../pkg/index.js").ProviderOptions | null,
 *   reachable: (provider: string) => boolean,
 *   askForKey: (provider: string) => void,
 *   onInvalid: (spec: JobSpec, problems: readonly import("../pkg/index.js").Problem[]) => boolean,
 * }} page `onInvalid` returns whether the form still shows this request, and so shows its problems
 */
export function jobList(page) {
  const list = byId("job-list");
  const empty = byId("jobs-empty");

  /** @param {JobSpec} spec */
  function start(spec) {
    const { model, request } = spec;
    const name = model.providerName;
    const card = jobCard(
      {
        ...spec,
        modelName: model.name,
        providerName: name,
        simulated: spec.session !== null,
        count: request && "count" in request ? Number(request.count ?? 1) : 1,
      },
      () => {
        void forget();
        showEmpty();
      },
    );
    list.prepend(card.card);
    showEmpty();

    let stopped = false;
    let stage = "preparing";
    const continueWaiting = { words: en["action.wait"], act: () => void run(), primary: true };
    const again = () => start({ ...spec, id: newId(), ticket: null, intent: null });
    const search = { words: en["action.find"], act: () => void findJob(), primary: true };

    async function run() {
      const controller = new AbortController();
      stopped = false;
      const report = card.running(() => controller.abort(STOPPED));
      try {
        const providerOptions = page.providerOptions(model.provider, spec.session);
        if (!providerOptions)
          return card.stopped("The simulator that holds this job is not running.", [continueWaiting]);
        const client = createClient({ providers: { [model.provider]: providerOptions }, store });
        /** @type {import("../pkg/index.js").Options} */
        const options = {
          signal: controller.signal,
          label: { id: spec.id, prompt: spec.prompt, shape: spec.shape, session: spec.session },
          onAccepted: keep,
          onProgress: (progress) => {
            stage = progress.stage;
            const change = report(progress);
            if (change) announce(change);
          },
        };
        const result = spec.ticket
          ? await client.wait(spec.ticket, options)
          : await client.run(/** @type {ChosenRequest} */ (request), options);
        spec.ticket = null;
        card.done(result);
        announce(`Done: ${spec.prompt}`);
      } catch (error) {
        if (error === STOPPED) await stop();
        else fail(error);
      }
    }

    /** Removes the job from the store, when it is no longer needed. */
    async function forget() {
      const subject = spec.ticket ?? spec.intent;
      spec.ticket = spec.intent = null;
      if (subject) await createClient({ providers: {}, store }).forget(subject);
    }

    /** Looks for the job of the lost request at the provider. */
    async function findJob() {
      const { intent } = spec;
      const providerOptions = page.providerOptions(model.provider, spec.session);
      if (!intent || !providerOptions)
        return card.stopped("The simulator that may hold this job is not running.", [search], FORGET);
      const controller = new AbortController();
      card.running(() => controller.abort(STOPPED));
      try {
        const client = createClient({ providers: { [model.provider]: providerOptions }, store });
        spec.ticket = await client.findJob(intent, { signal: controller.signal });
      } catch (error) {
        if (error === STOPPED) return lost();
        return showFailure(explain(error, { provider: name }), error, [{ ...search, words: "Look again" }]);
      }
      if (spec.ticket) {
        spec.intent = null;
        announce(`Found at ${name}.`);
        return run();
      }
      const words = `${name} lists no such job. If the request may still be on its way, look again before you try again.`;
      const tryAgain = request ? [{ words: "Try again", act: again }] : [];
      card.stopped(words, [{ ...search, words: "Look again" }, ...tryAgain], FORGET);
      announce(words);
    }

    /** Shows that the outcome of a request is unknown. */
    function lost() {
      card.stopped(
        `The page was closed while this request was on its way to ${name}, or it is on its way in another tab. It is not known yet whether it was accepted and billed.`,
        [search],
        FORGET,
      );
    }

    /** @param {Ticket} ticket */
    function keep(ticket) {
      spec.ticket = ticket;
      // The provider took it after all, though the person had cancelled in the meantime.
      if (stopped) void stop();
    }

    /** Cancels the job where the provider can, and shows the outcome. */
    async function stop() {
      stopped = true;
      const { ticket } = spec;
      if (!ticket) {
        const words =
          stage === "submitting"
            ? `Cancelled while the request was on its way. ${name} may have accepted and billed it: look into your account there before you send it again.`
            : "Cancelled before anything was sent. Nothing was billed.";
        card.stopped(words, []);
        return announce(words);
      }
      const words = await cancelThere(ticket);
      card.stopped(words.sentence, words.final ? [] : [continueWaiting]);
      if (words.final) await forget();
      announce(words.sentence);
    }

    /**
     * @param {Ticket} ticket
     * @returns {Promise<{ sentence: string, final: boolean }>}
     */
    async function cancelThere(ticket) {
      const runsOn = {
        sentence: `Stopped waiting. ${name} cannot stop this job any more: it goes on there and is billed.`,
        final: false,
      };
      const providerOptions = page.providerOptions(model.provider, spec.session);
      if (!model.canCancel || !providerOptions) return runsOn;
      try {
        const client = createClient({ providers: { [model.provider]: providerOptions }, store });
        const state = await client.cancel(ticket);
        if (state.status !== "cancelled") return runsOn;
        const refund = state.refunded ? ` and gave back ${dollars(state.refunded.microUsd)}` : "";
        return { sentence: `Cancelled. ${name} stopped the job${refund}.`, final: true };
      } catch {
        return runsOn;
      }
    }

    /** @param {unknown} error */
    function fail(error) {
      const plantain = isPlantainError(error) ? error : null;
      if (
        plantain?.kind === "invalidRequest" &&
        plantain.billed === "no" &&
        page.onInvalid(spec, plantain.problems ?? [])
      ) {
        return card.dismiss();
      }
      if (plantain?.ticket) spec.ticket = plantain.ticket;
      if (plantain?.intent) spec.intent = plantain.intent;
      if (plantain !== null && FINAL.has(plantain.kind)) void forget();
      const explanation = explain(error, { provider: name });
      const { action } = explanation;
      /** @type {[import("../pkg/explain.js").Action, (() => void) | false][]} */
      const acts = [
        ["wait", spec.ticket !== null && continueWaiting.act],
        ["find", spec.ticket === null && spec.intent !== null && search.act],
        [
          "enterKey",
          action === "enterKey" && spec.session === null && (() => page.askForKey(model.provider)),
        ],
        [
          plantain?.billed !== "no" ? "buyAgain" : action === "later" ? action : "retry",
          request !== null && spec.ticket === null && again,
        ],
      ];
      const buttons = acts.flatMap(([one, act]) => {
        if (act === false) return [];
        const words = one === action ? explanation.actionLabel : en[`action.${one}`];
        return [{ words, act, primary: ["find", "wait"].includes(one) }];
      });
      showFailure(explanation, error, buttons);
    }

    /**
     * @param {import("../pkg/explain.js").Explanation} explanation
     * @param {unknown} error
     * @param {import("./job-card.js").Act[]} buttons
     */
    function showFailure(explanation, error, buttons) {
      const problems = explanation.problems.map(({ name: field, index, text }) => {
        const label = model.fields.find((one) => one.name === field)?.label ?? field;
        return index === undefined ? `${label}: ${text}` : text;
      });
      const exact = isPlantainError(error)
        ? [error.message, error.status && `HTTP ${error.status}`, error.code].filter(Boolean).join(" · ")
        : String(error);
      card.failed(explanation, problems, exact, buttons, spec.intent ? FORGET : undefined);
      announce(`${explanation.title}. ${explanation.cost}`);
    }

    if (spec.intent) {
      lost();
    } else if (spec.session === null && !page.reachable(model.provider) && spec.ticket) {
      card.stopped(`This job is bought and goes on at ${name}. Give the key again to fetch what it made.`, [
        continueWaiting,
        { words: "Give the key", act: () => page.askForKey(model.provider) },
      ]);
    } else {
      void run();
    }
    return card.card;
  }

  function showEmpty() {
    empty.hidden = list.childElementCount > 0;
  }

  return { start };
}

/** Why a job was stopped: the client rejects with this very object. */
const STOPPED = new DOMException("Cancelled by the person at this page", "AbortError");

/** How to let go of a job that may have been bought. */
const FORGET = "Forget it";

/** After these the job is over: there is nothing left to wait for. */
const FINAL = new Set(["insufficientCredit", "jobFailed", "refused"]);
