import { expect, PHOTO, test } from "./visit.js";

const PROMPT = "Give the man a red hat";

test("the bar moves on and says in words what is going on", async ({ page, visit, snapshot }) => {
  await visit.open({ options: { jobMs: 600_000 } });
  await page.evaluate(() => {
    window.seen = { stages: new Set(), clocks: new Set(), values: [] };
    new MutationObserver(() => {
      const job = document.querySelector(".job[data-state=running]");
      if (!job) return;
      window.seen.stages.add(job.querySelector(".stage").textContent);
      window.seen.clocks.add(job.querySelector(".clock").textContent);
      window.seen.values.push(job.querySelector("progress").value);
    }).observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });
  });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await visit.accepted("PixelByte");
  await visit.poll();
  await expect(visit.job()).toContainText("In the queue of PixelByte");
  await visit.age(300_000);
  await visit.poll();
  await expect(visit.job()).toContainText("PixelByte is working on it");
  await expect(visit.job().getByRole("progressbar")).toBeVisible();
  await snapshot("running");
  await expect.poll(() => page.evaluate(() => new Set(window.seen.values).size)).toBeGreaterThan(5);
  await visit.results();
  await expect(page.getByRole("status").filter({ hasText: `Done: ${PROMPT}` })).toHaveCount(1);

  const { stages, clocks, values } = await page.evaluate(() => ({
    stages: [...window.seen.stages],
    clocks: [...window.seen.clocks],
    values: window.seen.values,
  }));
  expect(stages).toEqual(
    expect.arrayContaining([
      "Uploading the image to PixelByte",
      "Sending the request to PixelByte",
      "In the queue of PixelByte",
      "PixelByte is working on it",
    ]),
  );
  expect(clocks.some((words) => /^\d+ s of about \d+ min \d+ s$/.test(words))).toBe(true);
  expect(values).toEqual([...values].sort((one, other) => one - other));
});

test("a job cancelled in its queue is cancelled at the provider too", async ({ visit, snapshot }) => {
  await visit.open({ options: { jobMs: 600_000 } });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await visit.accepted("PixelByte");
  await visit.job().getByRole("button", { name: "Cancel" }).click();
  await expect(visit.job()).toContainText("Cancelled. PixelByte stopped the job and gave back $0.134.");
  expect((await visit.requests()).filter(({ path }) => path.endsWith("/cancel"))).toHaveLength(1);
  await expect.poll(() => visit.storage()).not.toContain("plantain:");
  await snapshot("cancelled");
});

test("a job that cannot be cancelled continues, and so can the wait", async ({ visit }) => {
  await visit.open({ options: { jobMs: 600_000 } });
  await visit.fill({ provider: "MuleRun", images: PHOTO, prompt: PROMPT });
  await visit.send();
  await visit.accepted("MuleRun");
  await visit.job().getByRole("button", { name: "Cancel" }).click();
  await expect(visit.job()).toContainText("goes on there and is billed");
  await visit.job().getByRole("button", { name: "Keep waiting" }).click();
  await visit.results();
  expect(await visit.purchases()).toHaveLength(1);
});

test("a job cancelled while its request is on its way is cancelled there as soon as its receipt comes", async ({
  visit,
}) => {
  await visit.open({ options: { jobMs: 600_000 } });
  const release = await visit.holdReply("**/jobs/submit");
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await expect(visit.job()).toContainText("Sending the request to PixelByte");
  await visit.job().getByRole("button", { name: "Cancel" }).click();
  await expect(visit.job()).toContainText("Cancelled while the request was on its way.");
  release();
  await expect(visit.job()).toContainText("Cancelled. PixelByte stopped the job");
  expect(await visit.purchases()).toHaveLength(1);
});

test("a job whose request is lost after a cancel can be looked for", async ({ visit }) => {
  visit.expectErrors(/503/);
  await visit.open({ options: { jobMs: 0 } });
  const release = await visit.holdReply("**/jobs/submit", { status: 503 });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await expect(visit.job()).toContainText("Sending the request to PixelByte");
  await visit.job().getByRole("button", { name: "Cancel" }).click();
  await expect(visit.job()).toContainText("PixelByte may have accepted and billed it.");
  release();
  await expect(visit.job()).toContainText("It is not known whether this was billed.");
  await visit.job().getByRole("button", { name: "Look for the image" }).click();
  await visit.results();
  expect(await visit.purchases()).toHaveLength(1);
});

test("a cancel that the provider does not answer leaves the job to wait for", async ({ page, visit }) => {
  visit.expectErrors(/ERR_FAILED/);
  await visit.open({ options: { jobMs: 600_000 } });
  await page.route("**/cancel", (route) => route.abort());
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await visit.accepted("PixelByte");
  await visit.job().getByRole("button", { name: "Cancel" }).click();
  await expect(visit.job()).toContainText("The cancel did not succeed");
  await visit.job().getByRole("button", { name: "Keep waiting" }).click();
  await visit.results();
  expect(await visit.purchases()).toHaveLength(1);
});

test("a cancel before anything is sent buys nothing", async ({ visit }) => {
  await visit.open({ faults: [{ stage: "presign", fault: { hang: true } }] });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await expect(visit.job()).toHaveAttribute("data-state", "running");
  await visit.job().getByRole("button", { name: "Cancel" }).click();
  await expect(visit.job()).toContainText("Cancelled before anything was sent. Nothing was billed.");
  expect(await visit.purchases()).toEqual([]);
});

// At every provider: tests/faults/page.json.
test("a job goes on after a reload and is not bought again", async ({ page, visit, snapshot }) => {
  await visit.open({ options: { jobMs: 600_000 } });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await visit.accepted("PixelByte");
  expect(await visit.storage()).toContain(PROMPT);
  await page.reload();
  await expect(visit.job()).toHaveAttribute("data-state", "running");
  await expect(visit.job()).toContainText(PROMPT);
  await snapshot("after-a-reload");
  expect(await visit.results()).toHaveLength(1);
  expect(await visit.purchases()).toHaveLength(1);
  await expect.poll(() => visit.storage()).not.toContain("plantain:");
});

test("after a reload, a job of a key that was not remembered asks for the key and then goes on", async ({
  page,
  visit,
}) => {
  await visit.set({ key: "k-0123456789abcdef" });
  await visit.open({ options: { jobMs: 600_000 } });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.useRelay("pixelbyte", "k-0123456789abcdef");
  await visit.send();
  await visit.accepted("PixelByte");
  expect(await visit.storage()).not.toContain("k-0123456789abcdef");
  await page.reload();
  await expect(visit.job()).toContainText("Give the key again to fetch what it made.");
  await visit.job().getByRole("button", { name: "Give the key" }).click();
  await expect(page.getByLabel("Key for PixelByte")).toBeFocused();
  await visit.useRelay("pixelbyte", "k-0123456789abcdef");
  await visit.job().getByRole("button", { name: "Keep waiting" }).click();
  await visit.results();
  expect(await visit.purchases()).toHaveLength(1);
});

test("a dismissed job does not come back", async ({ page, visit }) => {
  await visit.open({ options: { jobMs: 600_000 } });
  await visit.fill({ provider: "Pixazo", images: PHOTO, prompt: PROMPT });
  await visit.send();
  await visit.accepted("Pixazo");
  await visit.job().getByRole("button", { name: "Cancel" }).click();
  await visit.job().getByRole("button", { name: "Dismiss" }).click();
  await expect(visit.job()).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("What you edit appears here")).toBeVisible();
  await expect(visit.job()).toHaveCount(0);
});

test("a request cut off by a reload is found, and its job continues without a second purchase", async ({
  page,
  visit,
  snapshot,
}) => {
  await visit.open({
    options: { jobMs: 0 },
    faults: [{ stage: "submit", fault: { hang: true, acceptAnyway: true } }],
  });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await expect.poll(async () => (await visit.purchases()).length).toBe(1);
  await page.reload();
  await expect(visit.job()).toContainText("It is not known yet whether it was accepted and billed.");
  await expect(visit.job()).toContainText(PROMPT);
  await snapshot("unknown");
  await visit.job().getByRole("button", { name: "Look for the image" }).click();
  expect(await visit.results()).toHaveLength(1);
  expect(await visit.purchases()).toHaveLength(1);
  await expect.poll(() => visit.storage()).not.toContain("plantain:");
});

test("a request that never arrived is not found, and only a person sends it again", async ({ visit }) => {
  visit.expectErrors(/503/);
  await visit.open({ options: { jobMs: 0 }, faults: [{ stage: "submit", fault: { status: 503 } }] });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await visit.job().getByRole("button", { name: "Look for the image" }).click();
  await expect(visit.job()).toContainText("PixelByte lists no such job.");
  await visit.job().getByRole("button", { name: "Try again" }).click();
  await visit.results();
  expect(await visit.purchases()).toHaveLength(1);
});

test("an unconfirmed request is removed for good", async ({ page, visit }) => {
  visit.expectErrors(/503/);
  await visit.open({ faults: [{ stage: "submit", fault: { status: 503 } }] });
  await visit.fill({ provider: "MuleRun", images: PHOTO, prompt: PROMPT });
  await visit.send();
  await expect(visit.job()).toContainText("It is not known whether this was billed.");
  await page.reload();
  await expect(visit.job()).toContainText("MuleRun lists no jobs: look into your account there.");
  await expect(visit.job().getByRole("button")).toHaveText(["Forget it"]);
  await visit.job().getByRole("button", { name: "Forget it" }).click();
  await page.reload();
  await expect(page.getByText("What you edit appears here")).toBeVisible();
  await expect.poll(() => visit.storage()).not.toContain("plantain");
});
