// Compiles mistakes.ts and fails where one of its mistakes compiles, or where the compiler's answer lacks the words that stand above it.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Errors beyond this length are not read. */
const LONGEST = 2_000;
const FEWEST = 40;

const folder = resolve(import.meta.dirname, "..", "mistakes");
const compiler = resolve(import.meta.dirname, "..", "node_modules", "typescript", "bin", "tsc");
const parameters = [compiler, "--project", folder, "--pretty", "false"];
const { stdout, stderr } = spawnSync(process.execPath, parameters, { encoding: "utf8" });
if (stderr) throw new Error(stderr);

const answers = new Map();
for (const answer of stdout.split(/^(?=\S+\(\d+,\d+\): error)/m).filter(Boolean)) {
  const [, line] = /\((\d+),\d+\): error/.exec(answer) ?? [];
  if (!line) throw new Error(answer);
  answers.set(Number(line), answer);
}

const problems = [];
const lines = readFileSync(join(folder, "mistakes.ts"), "utf8").split("\n");
const wanted = lines.flatMap((line, index) => {
  const [, words] = /^\/\/ says: (.*)/.exec(line) ?? [];
  return words ? [{ line: index + 2, words }] : [];
});
for (const { line, words } of wanted) {
  const answer = answers.get(line);
  answers.delete(line);
  if (!answer) problems.push(`line ${line} compiles: ${lines[line - 1]}`);
  else if (!answer.includes(words)) problems.push(`line ${line} does not say: ${words}\n${answer}`);
  else if (answer.length > LONGEST)
    problems.push(`line ${line} says ${answer.length} characters:\n${answer}`);
}
problems.push(...[...answers.values()].map((answer) => `not meant to be wrong: ${answer}`));
if (wanted.length < FEWEST) problems.push(`there are ${wanted.length} mistakes`);
if (problems.length > 0) throw new Error(problems.join("\n"));
console.log(`mistakes: ${wanted.length} do not compile, each with words that say why`);
