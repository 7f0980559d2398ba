import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import sirv from "sirv";

const site = resolve(import.meta.dirname, process.env.PLANTAIN_TARGET ?? "../../target", "reference");

test("the reference finds a member and a document, and shows both", async ({ page }) => {
  const failures = [];
  page.on("pageerror", (error) => failures.push(error.message));
  page.on("console", (message) => message.type() === "error" && failures.push(message.text()));

  const server = createServer(sirv(site)).listen(0, "127.0.0.1");
  await once(server, "listening");
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await expect(page.getByRole("heading", { name: "Plantain", level: 1 }).first()).toBeVisible();

  await find(page, "estimateCost");
  await expect(page).toHaveURL(/functions\/.*estimateCost\.html/);
  await expect(page.getByRole("heading", { name: "estimateCost", level: 1 })).toBeVisible();

  await find(page, "insufficientCredit");
  await expect(page).toHaveURL(/documents\/insufficientCredit\.html/);
  expect(failures).toEqual([]);
  server.close();
});

test("no link of the reference is dead", () => {
  const files = readdirSync(site, { recursive: true });
  const pages = files.filter((name) => name.endsWith(".html"));
  const ids = new Map(pages.map((name) => [name, idsOf(readFileSync(join(site, name), "utf8"))]));
  const dead = pages.flatMap((name) =>
    linksOf(readFileSync(join(site, name), "utf8"))
      .filter((link) => {
        const [path, id] = link.split("#");
        const aim = path === "" ? name : relative(site, resolve(site, dirname(name), path));
        return !files.includes(aim) || (id && ids.get(aim)?.has(decodeURIComponent(id)) === false);
      })
      .map((link) => `${name}: ${link}`),
  );
  expect(pages.length).toBeGreaterThan(100);
  expect(dead).toEqual([]);
});

/** Searches and opens the first result, by keyboard. */
async function find(page, words) {
  await page.keyboard.press("/");
  const field = page.getByRole("combobox");
  await field.fill(words);
  await expect(page.getByRole("option").first()).toContainText(words);
  await field.press("ArrowDown");
  await field.press("Enter");
}

function linksOf(html) {
  const links = [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, link]) =>
    link.replaceAll("&amp;", "&"),
  );
  return links.filter((link) => !/^(https?|mailto):/.test(link));
}

function idsOf(html) {
  return new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id.replaceAll("&amp;", "&")));
}
