import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { judge } from "./faults/judge.js";
import { readRows } from "./faults/rows.js";
import { ask, runRow } from "./faults/run.js";
import { keysIn, partsOf } from "./faults/secrets.js";
import { summarize, tableOf } from "./faults/summary.js";
import { test as base, expect, startSimulator } from "./harness.js";

const test = base.extend({
  simulator: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const simulator = await startSimulator({ page: "tests/e2e/faults/site" });
      await use(simulator.addresses);
      await simulator.stop();
    },
    { scope: "worker" },
  ],
});

// A trace of so many calls would take longer than they do.
test.use({ trace: "off", screenshot: "off" });
// One after the other: two at once would only wait for each other.
test.describe.configure({ mode: "default" });

test("every fault comes out as the design says, and nothing is bought twice", async ({
  browser,
  simulator,
}, testInfo) => {
  testInfo.setTimeout(600_000);
  const wanted = process.env.PLANTAIN_ROWS;
  const rows = readRows().filter(({ name }) => !wanted || name.includes(wanted));
  const consoles = [];
  /** Contexts have connections of their own, of which a browser allows six to a host: five rows leave one. */
  const open = async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.on("console", (message) => consoles.push(message.text()));
    page.on("pageerror", (error) => consoles.push(`${error.message} ${error.stack}`));
    await page.goto(simulator.page);
    await page.waitForFunction(() => window.rows);
    const parts = partsOf(await page.evaluate(() => rows.picture()));
    return { page, parts, close: () => context.close() };
  };
  const done = [];
  const run = async (row, { page, parts }) => {
    const number = rows.indexOf(row);
    let verdict;
    let seen;
    const began = Date.now();
    try {
      seen = await runRow(row, number, page, simulator);
      verdict = judge(row, seen, parts);
    } catch (error) {
      verdict = { wrong: [String(error.stack)], extra: 0, lost: 0, elsewhere: 0, leaks: 0 };
    }
    done[number] = { row, verdict, seen, ms: Date.now() - began };
  };

  // Those that wait longest come first, so that they do not come last.
  const longest = (one, other) => (other.timeoutMs ?? 0) - (one.timeoutMs ?? 0);
  const shared = rows.filter(({ act }) => !act).sort(longest);
  const alone = rows.filter(({ act }) => act).sort(longest);
  const lane = async () => {
    const place = await open();
    const one = async () => {
      for (let row = shared.shift(); row; row = shared.shift()) await run(row, place);
    };
    await Promise.all(Array.from({ length: ROWS_AT_ONCE }, one));
    await place.close();
  };
  const visits = async () => {
    for (let row = alone.shift(); row; row = alone.shift()) {
      const place = await open();
      await run(row, place);
      await place.close();
    }
  };
  await Promise.all([...Array.from({ length: LANES }, lane), ...Array.from({ length: VISITS }, visits)]);

  const strangers = await ask(`${simulator.api}/elsewhere/control/log`);
  const summary = summarize(done);
  summary.total.elsewhere += strangers.filter(({ sawKey }) => sawKey).length;
  const logged = consoles.filter((line) => keysIn(line).length > 0);
  const table = tableOf(summary);
  await keep(done, table);
  const { total } = summary;
  const failed = done.filter(({ verdict }) => verdict.wrong.length > 0);
  for (const { row, verdict } of failed) console.log(`${row.name}\n    ${verdict.wrong.join("\n    ")}`);
  const aborts = done.map(({ seen }) => seen?.outcome.settledMs).filter((time) => time >= 0);
  console.log(
    `${table}\nrows run: ${total.rows}, passed: ${total.passed}; paid requests more than allowed: ${total.extra}; ` +
      `tickets lost: ${total.lost}; key seen elsewhere: ${total.elsewhere}; ` +
      `secrets told to the page: ${total.leaks}, written to its console: ${logged.length} of ${consoles.length} lines; ` +
      `longest abort: ${Math.max(0, ...aborts).toFixed(1)} ms of ${aborts.length}`,
  );
  expect(failed.map(({ row, verdict }) => [row.name, ...verdict.wrong])).toEqual([]);
  expect(logged).toEqual([]);
  expect(total).toMatchObject({ extra: 0, lost: 0, elsewhere: 0, leaks: 0 });
  if (wanted) return;
  expect(total.rows).toBeGreaterThanOrEqual(300);
});

/** Leaves the table and every row's outcome in the target folder. */
async function keep(done, table) {
  const folder = join(resolve(process.env.PLANTAIN_TARGET ?? "../../target"), "faults");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "table.md"), table);
  const rows = done.map(({ row, verdict, seen, ms }) => {
    const { said: _, ...outcome } = seen?.outcome ?? {};
    return { ...row, ms, verdict, outcome };
  });
  await writeFile(join(folder, "table.json"), `${JSON.stringify(rows, null, 1)}\n`);
}

const LANES = 4;
const ROWS_AT_ONCE = 5;
const VISITS = 3;
