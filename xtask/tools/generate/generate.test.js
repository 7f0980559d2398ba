import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenModels } from "./check.js";
import { commands } from "./recipes.js";
import { fill, replaceSection } from "./sections.js";

test("only the section between the marks is replaced", () => {
  const replaced = replaceSection("a\n<\nold\n>\nz\n", "<", ">", "new\n");
  assert.equal(replaced, "a\n<\nnew\n>\nz\n");
  assert.equal(replaceSection(replaced, "<", ">", "new"), replaced);
});

test("a missing or doubled mark is refused", () => {
  for (const text of ["<\n", ">\n<\n", "<\n>\n".repeat(2), "<\n>\n>\n"])
    assert.equal(replaceSection(text, "<", ">", "x"), undefined, text);
});

test("what is shown is that of the folder and nothing else is code", () => {
  const page = (shown) => `# A\n\n<!-- generated a/b.js -->\n${shown}\n<!-- /generated a/b.js -->\n\nEnd.\n`;
  assert.equal(
    fill(page("old"), (name) => `[${name}]`),
    page("[a/b.js]"),
  );
  for (const wrong of [
    "```js\n```\n",
    `\`\`\`\n\`\`\`\n${page("")}`,
    "<!-- generated a -->\n",
    "<!-- generated a -->\n<!-- /generated b -->\n",
  ])
    assert.throws(() => fill(wrong, String), wrong);
});

test("a reader types what the folder runs", () => {
  const typed = (manifest) => commands(manifest).split("\n").slice(3, -1);
  const bundler = {
    dependencies: { vue: "3" },
    devDependencies: { vite: "8" },
    scripts: { build: "tsc && vite build" },
  };
  const install = "npm install path/to/plantain.tgz";
  assert.deepEqual(typed(bundler), [
    `${install} vue`,
    "npm install --save-dev vite",
    "npx tsc && npx vite build",
  ]);
  const runtime = { devDependencies: { bun: "1" }, scripts: { start: "bun main.js" } };
  assert.deepEqual(typed(runtime), [install, "bun main.js"]);
  const older = { devDependencies: { tsx: "4.1.0", typescript: "5.9.3" }, olderMajors: ["typescript"] };
  assert.deepEqual(typed(older), [install, "npm install --save-dev tsx typescript@5"]);
});

test("a broken rule is named with the file and the path in it", () => {
  assert.deepEqual(brokenModels({ id: "a", models: 1 }), ["src/providers/a/models.json: / must be array "]);
});
