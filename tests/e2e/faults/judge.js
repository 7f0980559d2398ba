import { stageOf } from "./requests.js";
import { keysIn } from "./secrets.js";

/** Compares a row's expectations with what happened. Returns every difference, and the counts of the summary. */
export function judge(row, { outcome, received, log, jobs, sent }, partsIn) {
  const wrong = [];
  const differs = (what, wanted, found) => {
    const fits = Array.isArray(wanted) ? found >= wanted[0] && found <= wanted[1] : Object.is(wanted, found);
    if (!fits) wrong.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  };
  const of = (stage) => log.filter((entry) => stageOf(entry) === stage);
  // A relay holds back the end of a body until it may be sent: a part of one buys nothing.
  const submits = of("submit").filter(({ bodyBytes }) => row.through !== "relay" || bodyBytes !== null);
  const kept = received.pending.map(({ state, ticket, intent }) => ({ state, ...ticket, ...intent }));
  const tickets = [...received.tickets, outcome.ticket, ...kept.filter(({ job }) => job)].filter(Boolean);
  const found = received.found?.ticket ? [received.found.ticket] : [];
  differs("out", row.out, outcome.out);
  differs("billed", row.billed, outcome.billed);
  differs("ticket", row.ticket, tickets.length > 0);
  differs("submits", row.submits, submits.length);
  differs("jobs", row.jobs, jobs.length);
  if (row.sent !== undefined) differs("sent", row.sent, sent.length);
  if (new Set(sent).size > 1) wrong.push("one submit had several keys");
  if (received.found || row.found) differs("found", row.found, received.found?.out);
  const missing = row.kept === "intent" && kept.every(({ digest }) => !digest);
  if (row.kept) differs("kept", row.kept, kept.map(({ state }) => KEPT[state]).join() || "nothing");
  if (row.kept === "intent" && outcome.billed && !outcome.intent) wrong.push("the error has no intent");
  if (row.url && !new RegExp(row.url).test(outcome.url))
    wrong.push(`url: ${JSON.stringify(outcome.url)} instead of ${row.url}`);
  if (row.withheld !== undefined) differs("withheld", row.withheld, outcome.withheld);
  if (received.late > 0) wrong.push(`${received.late} reports of progress after the abort`);
  if (row.cancels !== undefined) differs("cancels", row.cancels, of("cancel").length);
  if (row.fault && !log.some(({ fault }) => fault)) wrong.push("no request met the fault");
  if (outcome.out === "result" && !(outcome.images > 0)) wrong.push("a result without images");
  if (
    outcome.out === row.out &&
    row.ticket &&
    outcome.billed &&
    !outcome.ticket &&
    row.stage !== "download"
  ) {
    wrong.push("the error has no ticket");
  }
  for (const { job } of [...tickets, ...found]) {
    if (!jobs.some(({ id }) => id === job)) wrong.push("a ticket for a job that was not bought");
  }

  const isHammered = submits.some(
    ({ status, repliedMs }, at) =>
      status === 429 && submits[at + 1]?.headersMs - repliedMs < SHORTEST_PAUSE_MS,
  );
  if (isHammered) wrong.push("a submit followed a 429 at once");
  const again = submits.filter(({ status }) => status === 429).length;
  const extra = Math.max(0, submits.length - 1 - again, jobs.length - 1);
  if (extra > 0) wrong.push(`${extra} paid requests more than allowed`);
  const lost = submits.some(isAccepted) && tickets.length + found.length === 0;
  if (lost) wrong.push("the ticket was lost");
  const elsewhere = log.filter(({ sawKey, host, path }) => sawKey && (host !== "api" || OTHERS.test(path)));
  for (const { host, path } of elsewhere) wrong.push(`the key was seen at ${host}${path}`);

  const said = [
    ...outcome.said,
    ...(received.found?.said ?? []),
    ...[...received.tickets, ...received.progress].map((value) => JSON.stringify(value)),
    ...received.entries,
  ];
  const leaks = said.flatMap((text) => [...keysIn(text), ...partsIn(text).slice(0, 1)]);
  for (const leak of new Set(leaks)) wrong.push(`told to the page: ${leak}`);
  // The page's clock is fast: a reply that comes after its deadline may have been sent long before, by ours.
  const isTimedOut = [outcome.out, received.found?.out].includes("timedOut");
  const late = extra + elsewhere.length + leaks.length === 0 && (!lost || isTimedOut);
  return {
    wrong,
    late,
    extra,
    lost: Number(lost),
    missing: Number(missing),
    elsewhere: elsewhere.length,
    leaks: leaks.length,
  };
}

/** Whether a submit's whole reply, with the job's id, was sent. */
function isAccepted({ paid, status, fault }) {
  const spoilt = fault && SPOILT.some((name) => fault[name]);
  return paid && status >= 200 && status < 300 && !spoilt;
}

/** By our clock: 0.8 seconds of the page's at its fastest. */
const SHORTEST_PAUSE_MS = 80;

const KEPT = { accepted: "ticket", unknown: "intent" };

const SPOILT = ["body", "hangInBody", "hugeBody", "resetInBody", "wrongTypes"];

/** Storage and outputs: the providers have them on other hosts, here they are paths. */
const OTHERS = /^\/[^/]+\/(storage|files)\//;
