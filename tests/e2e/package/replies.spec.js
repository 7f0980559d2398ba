import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { expect, test } from "../harness.js";

const root = join(import.meta.dirname, "..", "..", "..");

/** A page with the package, and a provider whose replies come in pieces and without a length, as those of a relay do. */
async function startSite() {
  const files = sirv(root, { dev: true });
  const server = createServer((request, response) => {
    if (request.url === "/")
      return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
    if (!request.url.startsWith("/vendors/")) return files(request, response);
    response.writeHead(200, { "cache-control": "no-store", "content-type": "application/json" });
    response.write('{"task_info":{"id":"a-job",');
    setImmediate(() => {
      response.write('"status":"processing"}}');
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

test("a reply that was read to its end is not listed as cancelled", async ({ page }) => {
  const server = await startSite();
  const failed = [];
  page.on("requestfailed", (request) => failed.push(request.failure().errorText));
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  await page.goto(baseUrl);
  const words = await page.evaluate(async (baseUrl) => {
    const { createClient } = await import("/pkg/index.js");
    const client = createClient({ providers: { mulerun: { apiKey: "any", baseUrl } } });
    const ticket = await client.submit({
      provider: "mulerun",
      model: "google/nano-banana-pro/edit",
      prompt: "a hat",
      images: ["https://example.com/a.png"],
    });
    const words = [];
    for (let times = 0; times < 40; times += 1) words.push((await client.status(ticket)).status);
    return words;
  }, baseUrl);
  await page.close();
  server.close();
  expect(new Set(words)).toEqual(new Set(["running"]));
  expect(failed).toEqual([]);
});
