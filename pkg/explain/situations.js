// Which situation an error is, and what its reader can do.

/** @import { Action } from "../explain.js" */

/**
 * Returns the situation, which the keys of its texts begin with, what is to be done next, and what a button may do about it: the same, unless only
 * the operator of a relay can do it.
 *
 * @param {any} record what the error says
 * @returns {{ situation: string, next: Action, action: Action }}
 */
export function situationOf(record) {
  const { kind, code, isAbort, isOurs, relayed } = record;
  if (isAbort) return { situation: "aborted", next: "none", action: "none" };
  if (!isOurs) return { situation: "unexpected", next: "contact", action: "contact" };
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  const situation = known ?? ofRelay(record) ?? (Object.hasOwn(ACTIONS, kind) ? kind : "other");
  const next = actionIn(situation, record);
  return { situation, next, action: relayed && next === "checkAccount" ? "contact" : next };
}

/** The relay's own refusals that have no situation of their own. A passing failure is recognised by its kind. */
function ofRelay({ code, kind }) {
  if (!code.startsWith("RELAY_")) return undefined;
  return ["invalidRequest", "refused", "unauthorized"].includes(kind) ? "relayRefused" : undefined;
}

function actionIn(situation, record) {
  const usual = ACTIONS[situation](record);
  const isDownload = situation === "offline" && record.billed === "yes" && !record.hasTicket;
  if (isDownload) return usual;
  if (STAYS.includes(situation)) return usual;
  // They come first, whatever was bought: `explain` adds a sentence about that.
  if (FIRST.includes(usual)) return usual;
  if (record.billed === "no") return usual;
  if (record.billed === "yes" && record.hasTicket) return "wait";
  return record.billed === "unknown" && record.hasIntent ? "find" : "checkAccount";
}

/** Actions that come before what is done about a purchase. */
export const FIRST = ["addCredit", "contact", "enterKey", "signIn"];

/** Whether a person who fills in a form can change this; everything else is a mistake of the app. */
function isOfForm(problem) {
  return problem?.code === undefined || !OF_APP.includes(problem.code);
}

/** For each situation, what to do where nothing was billed. */
const ACTIONS = {
  ambiguous: () => "checkAccount",
  badResponse: () => "retry",
  cannotCancel: ({ hasTicket }) => (hasTicket ? "wait" : "none"),
  cannotFind: () => "checkAccount",
  dailyLimit: () => "later",
  deliveredAtOnce: () => "checkAccount",
  download: () => "retry",
  downloadGone: () => "none",
  downloadWrong: () => "none",
  insufficientCredit: ({ relayed }) => (relayed ? "contact" : "addCredit"),
  invalidRequest: ({ problems }) => (problems.some(isOfForm) ? "fix" : "contact"),
  jobCancelled: ({ billed }) => (billed === "no" ? "retry" : "buyAgain"),
  jobFailed: ({ billed }) => (billed === "no" ? "retry" : "buyAgain"),
  modelNotOffered: () => "fix",
  network: () => "retry",
  noImages: () => "checkAccount",
  noRelay: () => "contact",
  noService: () => "contact",
  noKey: () => "enterKey",
  notFound: () => "checkAccount",
  notLoaded: () => "retry",
  notSignedIn: () => "signIn",
  offline: () => "retry",
  originRefused: () => "contact",
  other: () => "contact",
  rateLimited: () => "later",
  refused: () => "fix",
  relayNoKey: () => "contact",
  relayRefused: () => "contact",
  relayUnavailable: () => "later",
  timedOut: () => "retry",
  tooLarge: () => "fix",
  unauthorized: ({ relayed }) => (relayed ? "contact" : "enterKey"),
  unavailable: () => "later",
  unreadableFile: () => "fix",
  unsupported: () => "none",
};

/** Situations whose action does not depend on what was billed. */
const STAYS = [
  "ambiguous",
  "cannotCancel",
  "cannotFind",
  "deliveredAtOnce",
  "download",
  "downloadGone",
  "downloadWrong",
  "jobCancelled",
  "jobFailed",
  "noImages",
];

const BY_CODE = {
  PLANTAIN_CANNOT_CANCEL: "cannotCancel",
  PLANTAIN_DELIVERED_AT_ONCE: "deliveredAtOnce",
  PLANTAIN_DOWNLOAD_FAILED: "download",
  PLANTAIN_DOWNLOAD_GONE: "downloadGone",
  PLANTAIN_DOWNLOAD_WRONG: "downloadWrong",
  PLANTAIN_JOB_CANCELLED: "jobCancelled",
  PLANTAIN_NO_IMAGES: "noImages",
  PLANTAIN_NO_KEY: "noKey",
  PLANTAIN_NO_LIST: "cannotFind",
  PLANTAIN_NO_RECORD: "cannotFind",
  PLANTAIN_NO_RELAY: "noRelay",
  PLANTAIN_NO_SERVICE: "noService",
  PLANTAIN_NOT_FOUND: "notFound",
  PLANTAIN_NOT_LOADED: "notLoaded",
  PLANTAIN_OFFLINE: "offline",
  PLANTAIN_RECORD_OLD: "cannotFind",
  PLANTAIN_RELAY_UNSURE: "cannotFind",
  RELAY_DAILY_LIMIT: "dailyLimit",
  RELAY_FAILED: "relayUnavailable",
  RELAY_FOREIGN_PAGE: "originRefused",
  RELAY_LATE: "relayUnavailable",
  RELAY_MODEL: "modelNotOffered",
  RELAY_NO_KEY: "relayNoKey",
  RELAY_NO_LIST: "cannotFind",
  RELAY_NO_SUCH_ROUTE: "noRelay",
  RELAY_NOT_ALLOWED: "originRefused",
  RELAY_NOT_READY: "relayUnavailable",
  RELAY_NOT_SIGNED_IN: "notSignedIn",
  RELAY_PRICE_UNKNOWN: "modelNotOffered",
  RELAY_SLOW: "relayUnavailable",
  RELAY_TOO_LARGE: "tooLarge",
  RELAY_TOO_MANY_CALLS: "rateLimited",
};

/** Problems that only the code of the app can have. */
const OF_APP = [
  "conflict",
  "fixed",
  "needsFrontEnd",
  "needsUpload",
  "notConfigured",
  "notJson",
  "notOfPackage",
  "unknownField",
  "wrongModel",
  "wrongType",
];
