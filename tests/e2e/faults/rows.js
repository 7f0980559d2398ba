import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(import.meta.dirname, "..", "..", "faults");

/** Reads tests/faults/*.json: one row for each provider that a line is for. tests/faults/README.md explains the fields. */
export function readRows() {
  return STAGES.flatMap((stage) => {
    const { rows, providers, ...common } = JSON.parse(readFileSync(join(folder, `${stage}.json`), "utf8"));
    return rows.flatMap(both).flatMap(({ only = providers, options, ...row }) =>
      only.map((provider) => {
        const all = { ...common, ...row, options: { ...common.options, ...options }, provider, stage };
        for (const name of Object.keys(all)) {
          if (!FIELDS.has(name)) throw new Error(`tests/faults/${stage}.json: ${name} is no field`);
        }
        return { name: `${provider}, ${stage}: ${row.case}`, times: 1, ...all };
      }),
    );
  });
}

/** Returns a row, or both rows of one that is run straight and through the relay. */
const both = (row) =>
  row.through === "both"
    ? [undefined, "relay"].map((through) => ({
        ...row,
        through,
        case: through ? `${row.case}, through the relay` : row.case,
      }))
    : [row];

/** The files, in the order in which a job passes the stages; the last two are about the page itself. */
const STAGES = [
  ...["presign", "upload", "submit", "relay", "poll", "download", "cancel", "findJob", "abort", "page"],
];

const FIELDS = new Set([
  ...[
    "abort",
    "act",
    "at",
    "backMs",
    "blockMs",
    "cancelOnAbort",
    "cancels",
    "case",
    "extra",
    "extraOf",
    "far",
    "fault",
    "fetch",
    "found",
    "jumpMs",
    "lacking",
    "line",
    "lineTimes",
    "lost",
  ],
  ...["reason", "refuse", "refuseMs", "reported", "options", "sent", "then", "through", "timeoutMs", "times"],
  ...["billed", "jobs", "kept", "out", "submits", "ticket", "url", "withheld"],
  ...["provider", "stage"],
]);

const unread = readdirSync(folder).filter(
  (name) => name.endsWith(".json") && !STAGES.includes(name.replace(".json", "")),
);
if (unread.length > 0) throw new Error(`tests/faults: no code reads ${unread}`);
