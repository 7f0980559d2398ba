import { stageOf } from "./requests.js";
import { keysIn } from "./secrets.js";

/** Compares a row's expectations with what happened. Returns every difference, and the counts of the summary. */
export function judge(row, seen, partsIn) {
  const { outcome, received, log, jobs } = seen;
  const facts = factsOf(row, seen);
  const { submits, kept, tickets, found } = facts;
  const missing = row.kept === "intent" && kept.every(({ digest }) => !digest);
  const again = submits.filter(({ status }) => status === 429).length;
  const extra = Math.max(0, submits.length - 1 - again, jobs.length - 1);
  const lost = submits.some(isAccepted) && tickets.length + found.length === 0;
  const elsewhere = log.filter(({ sawKey, host, path }) => sawKey && (host !== "api" || OTHERS.test(path)));
  const leaks = leaksIn(seen, partsIn);
  // The page's clock is fast: a reply that comes after its deadline may have been sent long before, by ours.
  const isTimedOut = [outcome.out, received.found?.out].includes("timedOut");
  const wrong = [
    ...differences(row, seen, facts),
    ...contradictions(row, seen, facts),
    extra > 0 && `${extra} paid requests more than allowed`,
    lost && "the ticket was lost",
    ...elsewhere.map(({ host, path }) => `the key was seen at ${host}${path}`),
    ...Array.from(new Set(leaks), (leak) => `in what the page received: ${leak}`),
  ];
  return {
    wrong: wrong.filter(Boolean),
    late: extra + elsewhere.length + leaks.length === 0 && (!lost || isTimedOut),
    extra,
    lost: Number(lost),
    missing: Number(missing),
    elsewhere: elsewhere.length,
    leaks: leaks.length,
  };
}

/** Returns the submits that reached the provider, the entries of the store, and the tickets that the page received. */
function factsOf(row, { outcome, received, log }) {
  return {
    // A relay holds back the end of a body until it may be sent: a part of one buys nothing.
    submits: at("submit", log).filter(({ bodyBytes }) => row.through !== "relay" || bodyBytes !== null),
    kept: entriesOf(received),
    tickets: [...received.tickets, outcome.ticket, ...entriesOf(received).filter(({ job }) => job)].filter(
      Boolean,
    ),
    found: received.found?.ticket ? [received.found.ticket] : [],
  };
}

function entriesOf({ pending }) {
  return pending.map(({ state, ticket, intent }) => ({ state, ...ticket, ...intent }));
}

function at(stage, log) {
  return log.filter((entry) => stageOf(entry) === stage);
}

/** Returns where a value is not the one that the row expects. */
function differences(row, { outcome, received, log, jobs, sent }, { submits, kept, tickets }) {
  const wrong = [];
  const differs = (what, wanted, found) => {
    const fits = Array.isArray(wanted) ? found >= wanted[0] && found <= wanted[1] : Object.is(wanted, found);
    if (!fits) wrong.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  };
  differs("out", row.out, outcome.out);
  differs("billed", row.billed, outcome.billed);
  differs("ticket", row.ticket, tickets.length > 0);
  differs("submits", row.submits, submits.length);
  differs("jobs", row.jobs, jobs.length);
  if (row.sent !== undefined) differs("sent", row.sent, sent.length);
  if (received.found || row.found) differs("found", row.found, received.found?.out);
  if (row.kept) differs("kept", row.kept, kept.map(({ state }) => KEPT[state]).join() || "nothing");
  if (row.url && !new RegExp(row.url).test(outcome.url))
    wrong.push(`url: ${JSON.stringify(outcome.url)} instead of ${row.url}`);
  if (row.withheld !== undefined) differs("withheld", row.withheld, outcome.withheld);
  if (row.cancels !== undefined) differs("cancels", row.cancels, at("cancel", log).length);
  return wrong;
}

/** Returns what must not be, whatever the row expects. */
function contradictions(row, { outcome, received, log, jobs, sent }, { submits, tickets, found }) {
  const isUnbought = ({ job }) => !jobs.some(({ id }) => id === job);
  const lacksTicket =
    outcome.out === row.out && row.ticket && outcome.billed && !outcome.ticket && row.stage !== "download";
  const isHammered = submits.some(
    ({ status, repliedMs }, index) =>
      status === 429 && submits[index + 1]?.headersMs - repliedMs < SHORTEST_PAUSE_MS,
  );
  return [
    new Set(sent).size > 1 && "one submit had several keys",
    row.kept === "intent" && outcome.billed && !outcome.intent && "the error has no intent",
    received.late > 0 && `${received.late} reports of progress after the abort`,
    row.fault && !log.some(({ fault }) => fault) && "no request met the fault",
    outcome.out === "result" && !(outcome.images > 0) && "a result without images",
    lacksTicket && "the error has no ticket",
    ...[...tickets, ...found].filter(isUnbought).map(() => "a ticket for a job that was not bought"),
    isHammered && "a submit followed a 429 at once",
  ];
}

/** Returns the keys and the parts of the image in what the page received. */
function leaksIn({ outcome, received }, partsIn) {
  const texts = [
    ...outcome.texts,
    ...(received.found?.texts ?? []),
    ...[...received.tickets, ...received.progress].map((value) => JSON.stringify(value)),
    ...received.entries,
  ];
  return texts.flatMap((text) => [...keysIn(text), ...partsIn(text).slice(0, 1)]);
}

/** Whether a submit's whole reply, with the job's id, was sent. */
function isAccepted({ paid, status, fault }) {
  const isDamaged = fault && DAMAGES.some((name) => fault[name]);
  return paid && status >= 200 && status < 300 && !isDamaged;
}

/** By our clock: 0.8 seconds of the page's at its fastest. */
const SHORTEST_PAUSE_MS = 80;

const KEPT = { accepted: "ticket", unknown: "intent" };

const DAMAGES = ["body", "hangInBody", "hugeBody", "resetInBody", "wrongTypes"];

/** Storage and outputs: the providers have them on other hosts, here they are paths. */
const OTHERS = /^\/[^/]+\/(storage|files)\//;
