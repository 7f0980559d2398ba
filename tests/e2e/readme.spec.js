import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { isShown } from "./consumers.js";
import { expect, test } from "./harness.js";

const root = resolve(import.meta.dirname, "..", "..");

for (const file of ["README.md", "pkg/README.md"]) {
  test(`the first example of ${file} runs as it stands`, async ({ page, simulator }) => {
    const [, example] = /```js\n(.*?)```/s.exec(await readFile(join(root, file), "utf8"));
    const script = example.replace('"plantain"', '"/pkg/index.js"');
    await page.route(`${simulator.page}/example.js`, (route) =>
      route.fulfill({ contentType: "text/javascript", body: script }),
    );
    const sent = [];
    await page.route(`${simulator.page}/api/plantain/**`, async (route) => {
      const request = route.request();
      sent.push(request.method());
      const url = request.url().replace(`${simulator.page}/api/plantain`, `${simulator.api}/readme`);
      const headers = { ...request.headers(), authorization: "Bearer demo" };
      route.fulfill({ response: await route.fetch({ url, headers }) });
    });

    // A page that the server itself sends: one that a route makes up may not load images from this machine.
    await page.goto(`${simulator.page}/simulator.json`);
    await page.setContent("<!doctype html><input type=file><img alt=''>");
    await page.addScriptTag({ url: "/example.js", type: "module" });
    await page.locator("input").setInputFiles(join(import.meta.dirname, "photos", "phone.jpg"));
    await expect.poll(() => isShown(page)).toBe(true);
    expect(sent.filter((method) => method === "POST")).toHaveLength(1);
  });
}
