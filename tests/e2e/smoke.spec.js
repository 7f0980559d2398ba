import { expect, test } from "./harness.js";

test("the page opens and loads without an error", async ({ page, simulator, snapshot }) => {
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(simulator.page);
  await expect(page).toHaveTitle(/Plantain/i);
  await snapshot("opened");
  expect(errors).toEqual([]);
});
