// Words for people as a page in TypeScript uses them. Nothing here runs.

import { type Client, isPlantainError, type Problem, type Ticket } from "plantain";
import {
  type Action,
  type ExplainedProblem,
  type Explanation,
  explain,
  explainProblem,
  type OwnTexts,
  type Situation,
  type Texts,
} from "plantain/explain";
import { de } from "plantain/explain/de";
import { en } from "plantain/explain/en";

declare const client: Client;
declare const problem: Problem;
declare function show(text: string): void;
declare function open(path: string): void;

/** A button for every action: the compiler names one that is missing. */
export function act(error: unknown): (() => unknown) | null {
  const actions: Record<Action, (() => unknown) | null> = {
    addCredit: () => open("/prices"),
    buyAgain: null,
    checkAccount: () => open("/account"),
    contact: () => open("/help"),
    enterKey: () => open("/key"),
    find: () => isPlantainError(error) && client.findJob(error),
    fix: null,
    later: null,
    none: null,
    retry: null,
    signIn: () => open("/sign-in"),
    wait: () => isPlantainError(error) && error.ticket && client.wait(error.ticket satisfies Ticket),
  };
  return actions[explain(error).action];
}

export function tell(error: unknown, signal: AbortSignal): Explanation {
  const said = explain(error, { signal, provider: "our printer", texts: de });
  for (const part of [said.title, said.detail, said.cost, said.actionLabel]) show(part);
  for (const { name, index = 0, text, code = "" } of said.problems) show(name + index + text + code);
  const situation: Situation = said.situation;
  const pause: number = said.retryAfterMs ?? 0;
  show(situation + pause);
  return said;
}

export const under: ExplainedProblem = explainProblem(problem, { texts: de });

/** A translation is checked: one that lacks a text does not compile. */
export const whole: Texts = { ...en, "cost.no": "Rien n’a été facturé." };
/** Single texts, and more special ones. */
export const own: OwnTexts = {
  "cost.no": "Free of charge.",
  "problem.required.style": "Choose a style.",
  "refused.label": "Change the prompt",
  "refused.next.fix": "Say it in other words.",
};
explain(null, { texts: own });

// @ts-expect-error a translation without most of its texts
export const short: Texts = { "cost.no": "Rien." };
// @ts-expect-error a text is a string
explain(null, { texts: { "cost.no": 7 } });
// @ts-expect-error a misspelt option
explain(null, { text: de });
// @ts-expect-error there is no such action
export const action: Action = "again";
