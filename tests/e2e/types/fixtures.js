// Writes target/types/fixtures.ts: every request of tests/fixtures, and every outcome, as a value of the package's own types.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const fixtures = new URL("../../fixtures/", import.meta.url);
const target = new URL("../../../target/types/", import.meta.url);

const lines = [
  'import type { ErrorKind, ImageRequest, JobState, OutputImage, PlantainError, Result, Ticket } from "plantain";',
  "declare const file: File;",
  // The fixtures leave out the package's own codes.
  'type Thrown = Omit<PlantainError, "name" | "message" | "code" | "problems" | "toJSON"> & { code?: string };',
];
const counts = { accepted: 0, refused: 0, outcomes: 0 };

for (const provider of folders()) {
  for (const name of readdirSync(new URL(`${provider}/`, fixtures)).sort()) {
    const fixture = JSON.parse(readFileSync(new URL(`${provider}/${name}`, fixtures), "utf8"));
    const refused = fixture.outcome.error?.kind === "invalidRequest" && !fixture.typesPass;
    lines.push(`// ${provider}/${name}`);
    if (fixture.request) {
      if (refused) lines.push("// @ts-expect-error");
      lines.push(`({ ${members(fixture.request)} }) satisfies ImageRequest;`);
      counts[refused ? "refused" : "accepted"] += 1;
    }
    for (const line of outcome(fixture)) {
      lines.push(line);
      counts.outcomes += 1;
    }
  }
}

if (counts.accepted === 0 || counts.refused === 0) throw new Error("no fixture was found");
mkdirSync(target, { recursive: true });
writeFileSync(new URL("fixtures.ts", target), `${lines.join("\n")}\n`);
console.log(
  `types: ${counts.accepted} requests that compile, ${counts.refused} that must not, ${counts.outcomes} outcomes`,
);

function folders() {
  const entries = readdirSync(fixtures, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

function members(value) {
  return Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${literal(member)}`)
    .join(", ");
}

/** Writes JSON as TypeScript; `{ "file": … }` is a local file. */
function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return "file" in value ? "file" : `{ ${members(value)} }`;
}

/** What a page gets: a result, an error or a state. */
function* outcome({ outcome: { error, state, images, ticket, ...rest }, ticket: given }) {
  if (given) yield `({ ${members(given)} }) satisfies Ticket;`;
  if (images && ticket) {
    const result = { images, ticket, ...rest };
    yield `({ ${members(result)}, raw: undefined }) satisfies Omit<Result, "prepared">;`;
  } else if (images) {
    yield `(${literal(images)}) satisfies OutputImage[];`;
  }
  if (error) {
    const { problems, ...record } = error;
    yield `({ ${members(record)} }) satisfies Thrown;`;
    yield `(${literal(record.kind)}) satisfies ErrorKind;`;
  }
  if (state?.error) yield `({ ${members(state.error)} }) satisfies Thrown;`;
  else if (state) yield `({ ${members(state)} }) satisfies JobState;`;
}
