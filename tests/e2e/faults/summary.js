/** Adds rows up by provider and stage, in the order in which they come. */
export function summarize(rows) {
  const lines = new Map();
  const total = { name: "all", ...NOTHING };
  for (const { row, verdict } of rows) {
    const name = `${row.provider}, ${row.stage}`;
    if (!lines.has(name)) lines.set(name, { name, provider: row.provider, stage: row.stage, ...NOTHING });
    for (const sum of [lines.get(name), total]) {
      sum.rows += 1;
      sum.passed += verdict.wrong.length === 0 ? 1 : 0;
      sum.extra += verdict.extra;
      sum.lost += verdict.lost;
      sum.missing += verdict.missing;
      sum.elsewhere += verdict.elsewhere;
      sum.leaks += verdict.leaks;
    }
  }
  return { lines: [...lines.values()], total };
}

/** Writes the sums as a table in Markdown. */
export function tableOf({ lines, total }) {
  const cells = ({ rows, passed, extra, lost, missing, elsewhere }) => [
    rows,
    passed,
    extra,
    lost,
    missing,
    elsewhere,
  ];
  const all = [
    [
      "provider",
      "stage",
      "rows",
      "passed",
      "extra paid",
      "tickets lost",
      "intents missing",
      "key seen elsewhere",
    ],
    ["---", "---", "---:", "---:", "---:", "---:", "---:", "---:"],
    ...lines.map((line) => [`\`${line.provider}\``, line.stage, ...cells(line)]),
    ["**all**", "", ...cells(total)],
  ];
  return all.map((row) => `| ${row.join(" | ")} |\n`).join("");
}

const NOTHING = { rows: 0, passed: 0, extra: 0, lost: 0, missing: 0, elsewhere: 0, leaks: 0 };
