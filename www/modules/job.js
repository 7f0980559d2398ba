import { en } from "../pkg/explain/en.js";
import { explain } from "../pkg/explain.js";
import { createClient, isPlantainError } from "../pkg/index.js";
import { announce } from "./announcer.js";
import { JobCard } from "./job-card.js";
import { dollars } from "./money.js";
import { store } from "./tickets.js";

/**
 * One job of the page: a request to send, the ticket of an accepted job, or the stored entry of an unconfirmed one.
 *
 * @typedef {import("../pkg/index.js").ChosenRequest} ChosenRequest
 * @typedef {import("../pkg/index.js").ModelInfo} ModelInfo
 * @typedef {import("../pkg/index.js").Intent} Intent
 * @typedef {import("../pkg/index.js").Ticket} Ticket
 * @typedef {import("../pkg/index.js").PendingIntent} PendingIntent
 * @typedef {{
 *   id: string,
 *   model: ModelInfo,
 *   prompt: string,
 *   shape: string | null,
 *   session: string | null,
 *   files: readonly File[],
 *   request: ChosenRequest | null,
 *   ticket: Ticket | null,
 *   unconfirmed: PendingIntent | null,
 * }} JobSpec `request`, `ticket` or `unconfirmed` is there; `session` is the simulator's, `null` for the real provider.
 *
 * @typedef {{
 *   providerOptions: (provider: string, session: string | null) => import("../pkg/index.js").ProviderOptions | null,
 *   reachable: (provider: string) => boolean,
 *   askForKey: (provider: string) => void,
 *   onInvalid: (spec: JobSpec, problems: readonly import("../pkg/index.js").Problem[]) => boolean,
 * }} Page `onInvalid` returns whether the form still shows this request, and so shows its problems
 */

/** Runs one job and shows it in a card. */
export class Job {
  #spec;
  #page;
  #again;
  #card;
  /** The ticket, once the provider has accepted the job. @type {Ticket | null} */
  #ticket;
  /** The intent of a submit whose outcome is unknown. @type {Intent | null} */
  #intent;
  /** The stage of the present call. @type {import("../pkg/index.js").Progress["stage"]} */
  #stage = "preparing";

  /**
   * @param {JobSpec} spec
   * @param {Page} page
   * @param {() => void} again starts a new job with the same request
   * @param {() => void} onDismiss after the card is gone
   */
  constructor(spec, page, again, onDismiss) {
    this.#spec = spec;
    this.#page = page;
    this.#again = again;
    this.#ticket = spec.ticket;
    this.#intent = spec.unconfirmed?.intent ?? null;
    const { model, request, session } = spec;
    this.#card = new JobCard(
      {
        ...spec,
        modelName: model.name,
        providerName: model.providerName,
        simulated: session !== null,
        count: request && "count" in request ? Number(request.count ?? 1) : 1,
      },
      () => {
        void this.#forget();
        onDismiss();
      },
    );
  }

  get card() {
    return this.#card.element;
  }

  start() {
    const { model, session, unconfirmed } = this.#spec;
    if (unconfirmed) return this.#showUnconfirmed(unconfirmed.advice);
    if (this.#ticket && session === null && !this.#page.reachable(model.provider)) {
      return this.#card.stopped(
        `This job is bought and goes on at ${this.#name}. Give the key again to fetch what it made.`,
        [this.#keepWaiting, { words: "Give the key", act: () => this.#page.askForKey(model.provider) }],
      );
    }
    void this.#run();
  }

  get #name() {
    return this.#spec.model.providerName;
  }

  get #keepWaiting() {
    return { words: en["action.wait"], act: () => void this.#run(), primary: true };
  }

  /** @param {string} [words] */
  #search(words = en["action.find"]) {
    return { words, act: () => void this.#findJob(), primary: true };
  }

  /** Returns a client for the provider of this job; `null` if its simulator is not running. */
  #client() {
    const { model, session } = this.#spec;
    const options = this.#page.providerOptions(model.provider, session);
    return options && createClient({ providers: { [model.provider]: options }, store });
  }

  /** Sends the request or waits for the job, and shows the result. */
  async #run() {
    const { id, prompt, shape, session, request } = this.#spec;
    const controller = new AbortController();
    const report = this.#card.running(() => controller.abort(STOPPED));
    const client = this.#client();
    if (!client)
      return this.#card.stopped("The simulator that holds this job is not running.", [this.#keepWaiting]);
    /** @type {import("../pkg/index.js").Options} */
    const options = {
      signal: controller.signal,
      label: { id, prompt, shape, session },
      cancelOnAbort: true,
      onCancel: (outcome) => this.#showCancel(outcome),
      onAccepted: (ticket) => {
        this.#ticket = ticket;
      },
      onProgress: (progress) => {
        this.#stage = progress.stage;
        const change = report(progress);
        if (change) announce(change);
      },
    };
    try {
      const result = this.#ticket
        ? await client.wait(this.#ticket, options)
        : await client.run(/** @type {ChosenRequest} */ (request), options);
      this.#ticket = null;
      this.#card.done(result);
      announce(`Done: ${prompt}`);
    } catch (error) {
      if (error === STOPPED) this.#showStop();
      else this.#fail(error);
    }
  }

  /** Looks for the job of an unconfirmed submit at the provider, and goes on with it. */
  async #findJob() {
    const client = this.#client();
    const intent = this.#intent;
    if (!client || !intent) {
      const words = "The simulator that may hold this job is not running.";
      return this.#card.stopped(words, [this.#search()], FORGET);
    }
    const controller = new AbortController();
    this.#card.running(() => controller.abort(STOPPED));
    try {
      this.#ticket = await client.findJob(intent, { signal: controller.signal });
    } catch (error) {
      if (error === STOPPED) return this.#showUnconfirmed("findJob");
      return this.#showFailure(explain(error, { provider: this.#name }), error, [this.#search("Look again")]);
    }
    if (this.#ticket) {
      this.#intent = null;
      announce(`Found at ${this.#name}.`);
      return this.#run();
    }
    const words = `${this.#name} lists no such job. If the request may still be on its way, look again before you try again.`;
    const tryAgain = this.#spec.request ? [{ words: "Try again", act: this.#again }] : [];
    this.#card.stopped(words, [this.#search("Look again"), ...tryAgain], FORGET);
    announce(words);
  }

  /** Removes the job from the store, when it is no longer needed. */
  async #forget() {
    const subject = this.#ticket ?? this.#intent;
    this.#ticket = this.#intent = null;
    if (subject) await createClient({ providers: {}, store }).forget(subject);
  }

  /**
   * Shows that the outcome of a submit is unknown, and what can be done about it.
   *
   * @param {PendingIntent["advice"]} advice
   */
  #showUnconfirmed(advice) {
    const words = `The page was closed while this request was on its way to ${this.#name}, or it is on its way in another tab. It is not known yet whether it was accepted and billed.`;
    const next = {
      findJob: "",
      wait: ` ${this.#name} lists no jobs: look into your account there.`,
      checkAccount: ` ${this.#name} lists no jobs: look into your account there.`,
      forget: " Its images, if there were any, cannot be fetched any more.",
    };
    this.#card.stopped(words + next[advice], advice === "findJob" ? [this.#search()] : [], FORGET);
  }

  /** Shows that the person stopped the job, before it is known what became of it: see `#showCancel`. */
  #showStop() {
    if (this.#ticket) return this.#showStopped(`Cancelling at ${this.#name}.`, []);
    this.#showStopped(
      this.#stage === "submitting"
        ? `Cancelled while the request was on its way. ${this.#name} may have accepted and billed it.`
        : "Cancelled before anything was sent. Nothing was billed.",
      [],
    );
  }

  /**
   * Shows what became of a cancel.
   *
   * @param {PromiseSettledResult<import("../pkg/index.js").JobState>} outcome
   */
  #showCancel(outcome) {
    if (outcome.status === "rejected" && !this.#ticket) return this.#fail(outcome.reason);
    if (outcome.status === "rejected" && outcome.reason.kind !== "unsupported") {
      const words = `Stopped waiting. The cancel did not succeed: the job may go on at ${this.#name} and be billed.`;
      return this.#showStopped(words, [this.#keepWaiting]);
    }
    if (outcome.status === "rejected" || outcome.value.status !== "cancelled") {
      const words = `Stopped waiting. ${this.#name} cannot stop this job any more: it goes on there and is billed.`;
      return this.#showStopped(words, [this.#keepWaiting]);
    }
    this.#ticket = null;
    const { refunded } = outcome.value;
    const refund = refunded ? ` and gave back ${dollars(refunded.microUsd)}` : "";
    this.#showStopped(`Cancelled. ${this.#name} stopped the job${refund}.`, []);
  }

  /**
   * @param {string} words
   * @param {import("./job-card.js").Act[]} buttons
   */
  #showStopped(words, buttons) {
    this.#card.stopped(words, buttons);
    announce(words);
  }

  /** @param {unknown} error */
  #fail(error) {
    const plantain = isPlantainError(error) ? error : null;
    if (
      plantain?.kind === "invalidRequest" &&
      plantain.billed === "no" &&
      this.#page.onInvalid(this.#spec, plantain.problems ?? [])
    ) {
      return this.#card.dismiss();
    }
    this.#ticket = plantain?.ticket ?? this.#ticket;
    this.#intent = plantain?.intent ?? this.#intent;
    if (plantain !== null && FINAL.has(plantain.kind)) void this.#forget();
    const explanation = explain(error, { provider: this.#name });
    this.#showFailure(explanation, error, this.#choices(explanation, plantain?.billed));
  }

  /**
   * Returns a button for each thing that the person can do after an error.
   *
   * @param {import("../pkg/explain.js").Explanation} explanation
   * @param {import("../pkg/index.js").PlantainError["billed"] | undefined} billed
   */
  #choices({ action, actionLabel }, billed) {
    const { model, session, request } = this.#spec;
    const retry = action === "later" ? action : "retry";
    /** @type {[import("../pkg/explain.js").Action, (() => void) | false][]} */
    const choices = [
      ["wait", this.#ticket !== null && this.#keepWaiting.act],
      ["find", this.#ticket === null && this.#intent !== null && this.#search().act],
      ["enterKey", action === "enterKey" && session === null && (() => this.#page.askForKey(model.provider))],
      [billed === "no" ? retry : "buyAgain", request !== null && this.#ticket === null && this.#again],
    ];
    return choices.flatMap(([one, act]) => {
      if (act === false) return [];
      const words = one === action ? actionLabel : en[`action.${one}`];
      return [{ words, act, primary: ["find", "wait"].includes(one) }];
    });
  }

  /**
   * @param {import("../pkg/explain.js").Explanation} explanation
   * @param {unknown} error
   * @param {import("./job-card.js").Act[]} buttons
   */
  #showFailure(explanation, error, buttons) {
    const problems = explanation.problems.map(({ name: field, index, text }) => {
      const label = this.#spec.model.fields.find((one) => one.name === field)?.label ?? field;
      return index === undefined ? `${label}: ${text}` : text;
    });
    const exact = isPlantainError(error)
      ? [error.message, error.status && `HTTP ${error.status}`, error.code].filter(Boolean).join(" · ")
      : String(error);
    this.#card.failed(explanation, problems, exact, buttons, this.#intent ? FORGET : undefined);
    announce(`${explanation.title}. ${explanation.cost}`);
  }
}

/** Why a job was stopped: the client rejects with this very object. */
const STOPPED = new DOMException("Cancelled by the person at this page", "AbortError");

/** The words of the button that removes a job that may have been bought. */
const FORGET = "Forget it";

/** After these the job is over: there is nothing left to wait for. */
const FINAL = new Set(["insufficientCredit", "jobFailed", "refused"]);
