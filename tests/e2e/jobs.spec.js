// The list of jobs that the entries for React, Vue and Svelte share. Each framework has its own page in consumers.spec.js.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { explain } from "../../pkg/explain.js";
import { createClient, PlantainError } from "../../pkg/inline.js";
import { jobsOf } from "../../pkg/jobs/index.js";
import { models } from "../../pkg/models/index.js";
import { createTestFetch } from "../../pkg/testing.js";
import { expect, test } from "./harness.js";

const request = { provider: "mulerun", model: "google/nano-banana-pro/generation", prompt: "a hat" };

test.describe("a list of jobs", () => {
  test("is one for all that ask with the same client", () => {
    const { client } = fake();
    expect(jobsOf(client)).toBe(jobsOf(client));
    expect(jobsOf(client)).not.toBe(jobsOf(fake().client));
  });

  test("has functions that need no `this`, and cannot be changed", async () => {
    const { client, calls } = fake();
    const { run, cancel, forget, resume, subscribe, getSnapshot, getServerSnapshot } = jobsOf(client);
    const stop = subscribe(() => {});
    run(request);
    const [job] = getSnapshot();
    expect(await cancel(job)).toMatchObject({ id: job.id, status: "cancelled" });
    expect(await resume(job)).toMatchObject({ id: job.id, status: "cancelled" });
    await forget(job);
    expect([getSnapshot(), getServerSnapshot(), calls.run.length]).toEqual([[], [], 1]);
    stop();
    expect(Object.isFrozen(jobsOf(client))).toBe(true);
  });

  test("shows a job from the click to its images, and tells each change", async () => {
    const { client, calls } = fake();
    const { list, seen } = watched(client);
    const ended = list.run(request, { label: { title: "hat" } });
    const [call] = calls.run;
    expect(call.options.label).toEqual({ title: "hat" });
    call.options.onProgress({ stage: "uploading", fraction: 0.1 });
    call.options.onProgress({ stage: "submitting", fraction: 0.2 });
    await call.options.onAccepted(ticketOf("a"));
    call.options.onProgress({ stage: "waiting", status: "running", fraction: 0.5 });
    call.resolve(resultOf("a"));
    const job = await ended;
    expect(seen.map(([job]) => job && [job.status, job.progress])).toEqual([
      ["preparing", 0],
      ["preparing", 0.1],
      ["preparing", 0.2],
      ["queued", 0.2],
      ["running", 0.5],
      ["done", 1],
    ]);
    expect(job).toMatchObject({ status: "done", label: { title: "hat" }, ticket: ticketOf("a") });
    expect(job.request).toBe(request);
    expect(job.images).toEqual(resultOf("a").images);
    expect(list.getSnapshot()).toEqual([job]);
    expect(new Set(seen.map(([job]) => job.id)).size).toBe(1);
  });

  test("has the same snapshot until something changes, and leaves jobs that did not change alone", async () => {
    const { client, calls } = fake();
    const list = jobsOf(client);
    expect(list.getSnapshot()).toBe(list.getSnapshot());
    list.run(request);
    const [first] = list.getSnapshot();
    list.run(request);
    const before = list.getSnapshot();
    calls.run[1].resolve(resultOf("b"));
    await settled();
    expect(list.getSnapshot()).not.toBe(before);
    expect(list.getSnapshot()[0]).toBe(first);
    expect(list.getServerSnapshot()).toEqual([]);
  });

  test("never shows less progress than before", () => {
    const { client, calls } = fake();
    const list = jobsOf(client);
    list.run(request);
    for (const fraction of [0.4, 0.1]) calls.run[0].options.onProgress({ stage: "uploading", fraction });
    expect(list.getSnapshot()[0].progress).toBe(0.4);
  });

  test("calls the listeners of a run too", async () => {
    const { client, calls } = fake();
    const told = [];
    jobsOf(client).run(request, {
      timeoutMs: 5,
      onProgress: ({ stage }) => told.push(stage),
      onAccepted: async ({ job }) => told.push(job),
    });
    const [{ options }] = calls.run;
    options.onProgress({ stage: "submitting", fraction: 0 });
    await options.onAccepted(ticketOf("a"));
    expect(told).toEqual(["submitting", "a"]);
    expect(options.timeoutMs).toBe(5);
  });

  test("shows an error with its job, and no promise rejects", async () => {
    const { client, calls } = fake();
    const list = jobsOf(client);
    const ends = [list.run(request), list.run(request), list.run(request), list.run(request)];
    const [failed, broken, late, text] = calls.run;
    failed.reject(errorOf("jobFailed", { ticket: ticketOf("a") }));
    broken.reject(errorOf("invalidRequest", { billed: "no" }));
    late.reject(errorOf("timedOut", { ticket: ticketOf("b") }));
    text.reject("what my own function threw");
    const jobs = await Promise.all(ends);
    expect(jobs.map(({ status, error, canResume }) => [status, error.message, canResume])).toEqual([
      ["failed", "jobFailed", false],
      ["failed", "invalidRequest", false],
      ["failed", "timedOut", true],
      ["failed", "what my own function threw", false],
    ]);
    expect(jobs[2].ticket).toEqual(ticketOf("b"));
    expect(jobs[3].error).toBeInstanceOf(Error);
  });
});

test.describe("what the store holds", () => {
  test("is waited for at the first subscription, once however often it is subscribed to", async () => {
    const { client, calls } = fake({ stored: [accepted("a", { label: "hat" })] });
    const list = jobsOf(client);
    // As React's StrictMode does.
    list.subscribe(() => {})();
    list.subscribe(() => {});
    list.subscribe(() => {});
    await settled();
    expect(calls.pending).toBe(1);
    expect(calls.wait.map(({ subject }) => subject.job)).toEqual(["a"]);
    expect(list.getSnapshot()).toMatchObject([{ status: "queued", label: "hat", provider: "mulerun" }]);
    calls.wait[0].options.onProgress({ stage: "waiting", status: "running", fraction: 0.7 });
    calls.wait[0].resolve(resultOf("a"));
    await settled();
    expect(list.getSnapshot()).toMatchObject([{ status: "done", images: resultOf("a").images, progress: 1 }]);
    expect(calls.run).toEqual([]);
  });

  test("is not waited for before anything is subscribed", async () => {
    const { client, calls } = fake({ stored: [accepted("a")] });
    jobsOf(client);
    await settled();
    expect(calls.pending).toBe(0);
  });

  test("is shown in the order of its submits", async () => {
    const { client } = fake({ stored: [accepted("b", { at: 20 }), accepted("a", { at: 10 })] });
    const { list } = watched(client);
    await settled();
    expect(list.getSnapshot().map(({ ticket }) => ticket.job)).toEqual(["a", "b"]);
  });

  test("is the page's own job while its submit is on its way, and not shown a second time", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    await settled();
    list.run(request);
    const at = Date.now();
    store.entries = [unknown("i", { at })];
    await again(list);
    store.entries = [accepted("a", { at })];
    await again(list);
    expect(list.getSnapshot()).toHaveLength(1);
    await calls.run[0].options.onAccepted(ticketOf("a", at));
    await again(list);
    expect(list.getSnapshot()).toMatchObject([{ status: "queued" }]);
    expect(calls.wait).toEqual([]);
    calls.run[0].resolve(resultOf("a"));
    // The client takes a delivered job out of the store a moment later.
    await again(list);
    expect(list.getSnapshot()).toMatchObject([{ status: "done" }]);
    expect([calls.wait, calls.findJob]).toEqual([[], []]);
  });

  test("of another tab is shown at once where no own submit is of its model", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    await settled();
    list.run(request);
    const other = { ...ticketOf("b", Date.now()), provider: "pixelbyte" };
    store.entries = [{ state: "accepted", ticket: other }];
    await again(list);
    expect(calls.wait).toHaveLength(1);
    expect(list.getSnapshot()).toMatchObject([{ status: "preparing" }, { status: "queued", ticket: other }]);
  });

  test("of another tab is shown as soon as no own submit can be meant", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    list.run(request);
    store.entries = [accepted("other", { at: Date.now() + 1 })];
    await again(list);
    expect(list.getSnapshot()).toHaveLength(1);
    await calls.run[0].options.onAccepted(ticketOf("a"));
    await expect.poll(() => list.getSnapshot().length).toBe(2);
    expect(calls.wait.map(({ subject }) => subject.job)).toEqual(["other"]);
  });

  test("is not shown again once it was forgotten here, though a slow store still lists it", async () => {
    const { client, calls, store } = fake({ stored: [accepted("a")] });
    const { list } = watched(client);
    await settled();
    await list.forget(list.getSnapshot()[0]);
    expect(store.forgotten).toEqual(["a"]);
    expect(calls.wait[0].options.signal.aborted).toBe(true);
    await again(list);
    expect(list.getSnapshot()).toEqual([]);
  });

  test("that cannot be read leaves an empty list, and `resume` says why", async () => {
    const { client, store } = fake();
    store.error = new Error("no module");
    const { list } = watched(client);
    await settled();
    expect(list.getSnapshot()).toEqual([]);
    await expect(list.resume()).rejects.toThrow("no module");
  });
});

test.describe("an unconfirmed submit", () => {
  test("is looked for by itself, and its job waited for", async () => {
    const { client, calls } = fake({ stored: [unknown("i", { label: "hat" })] });
    const { list, seen } = watched(client);
    await settled();
    calls.findJob[0].resolve(ticketOf("a"));
    await settled();
    calls.wait[0].resolve(resultOf("a"));
    await settled();
    expect(list.getSnapshot()).toMatchObject([{ status: "done", label: "hat", ticket: ticketOf("a") }]);
    expect(seen.flat().map(({ status }) => status)).toEqual(["queued", "done"]);
  });

  test("is shown where nothing is found, with what went wrong, and looked for again on demand", async () => {
    const { client, calls } = fake({ stored: [unknown("i")] });
    const { list } = watched(client);
    await settled();
    expect(list.getSnapshot()).toEqual([]);
    calls.findJob[0].reject(errorOf("unsupported"));
    await settled();
    const [job] = list.getSnapshot();
    expect(job).toMatchObject({ status: "unknown", intent: { id: "i" }, error: { kind: "unsupported" } });
    await again(list);
    expect(calls.findJob).toHaveLength(1);
    const resumed = list.resume(job);
    calls.findJob[1].reject(errorOf("unavailable", { code: "PLANTAIN_NOT_FOUND" }));
    expect(await resumed).toMatchObject({ status: "unknown", error: { code: "PLANTAIN_NOT_FOUND" } });
    expect(calls.findJob.map(({ options }) => options)).toEqual(Array(2).fill({ throwIfNone: true }));
    list.resume();
    await settled();
    calls.findJob[2].resolve(ticketOf("a"));
    await settled();
    expect(calls.wait).toHaveLength(1);
    expect(list.getSnapshot()).toMatchObject([{ id: job.id, status: "queued" }]);
  });

  test("whose job cannot be looked for is shown at once, with the client's advice and error", async () => {
    const error = errorOf("unsupported", { code: "PLANTAIN_NO_LIST" });
    const { client, calls, store } = fake({ stored: [unknown("i", { advice: "wait", error })] });
    const { list } = watched(client);
    await settled();
    expect(list.getSnapshot()).toMatchObject([{ status: "unknown", advice: "wait" }]);
    expect(list.getSnapshot()[0].error).toBe(error);
    store.entries = [unknown("i", { advice: "checkAccount" })];
    await again(list);
    expect(list.getSnapshot()).toMatchObject([{ status: "unknown", advice: "checkAccount" }]);
    expect(list.getSnapshot()[0].error).toBe(error);
    expect(calls.findJob).toEqual([]);
  });

  test("that is young may be another tab's, and is not shown yet", async () => {
    const { client, calls } = fake({ stored: [unknown("i", { at: Date.now() })] });
    const { list } = watched(client);
    await settled();
    calls.findJob[0].reject(errorOf("unavailable", { code: "PLANTAIN_NOT_FOUND" }));
    await settled();
    expect(list.getSnapshot()).toEqual([]);
  });

  test("from before the clock was set back is shown at once", async () => {
    const at = Date.now() + 40 * 86_400_000;
    const { client } = fake({ stored: [unknown("i", { at, advice: "wait" })] });
    const { list } = watched(client);
    await settled();
    expect(list.getSnapshot()).toMatchObject([{ status: "unknown", advice: "wait" }]);
  });

  test("of this page is shown with its error, and goes when another tab has settled it", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    const ended = list.run(request);
    store.entries = [unknown("i")];
    calls.run[0].reject(errorOf("network", { billed: "unknown", intent: intentOf("i") }));
    const job = await ended;
    expect(job).toMatchObject({ status: "unknown", intent: intentOf("i"), error: { kind: "network" } });
    await again(list);
    expect(list.getSnapshot()).toEqual([{ ...job, advice: "findJob" }]);
    expect(calls.findJob).toEqual([]);
    store.entries = [];
    await again(list);
    // A store that could not be read has nothing either.
    expect(list.getSnapshot()).toHaveLength(1);
    await again(list);
    expect(list.getSnapshot()).toEqual([]);
  });

  test("stays where the store cannot be read once", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    list.run(request);
    store.entries = [unknown("i")];
    calls.run[0].reject(errorOf("network", { billed: "unknown", intent: intentOf("i") }));
    await again(list);
    for (const entries of [[], store.entries, [], store.entries]) {
      store.entries = entries;
      await again(list);
      expect(list.getSnapshot()).toMatchObject([{ status: "unknown" }]);
    }
  });

  test("is looked for once at a time, and stays done where it was found", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    list.run(request);
    store.entries = [unknown("i")];
    calls.run[0].reject(errorOf("network", { billed: "unknown", intent: intentOf("i") }));
    await settled();
    const [job] = list.getSnapshot();
    const both = [list.resume(job), list.resume(job)];
    expect(calls.findJob).toHaveLength(1);
    calls.findJob[0].resolve(ticketOf("a"));
    await settled();
    expect(calls.wait).toHaveLength(1);
    calls.wait[0].resolve(resultOf("a"));
    expect(await Promise.all(both)).toMatchObject([{ status: "done" }, { status: "done" }]);
  });

  test("that is forgotten during a search stays forgotten", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    list.run(request);
    calls.run[0].reject(errorOf("network", { billed: "unknown", intent: intentOf("i") }));
    await settled();
    const [job] = list.getSnapshot();
    const resumed = list.resume(job);
    await list.forget(job);
    calls.findJob[0].resolve(ticketOf("a"));
    await resumed;
    expect([list.getSnapshot(), store.forgotten, calls.wait]).toEqual([[], ["i", "a"], []]);
  });

  test("that another tab has found first stays that tab's, with its ticket", async () => {
    const { client, calls, store } = fake({ stored: [unknown("i")] });
    const { list } = watched(client);
    await settled();
    store.entries = [];
    await again(list);
    await again(list);
    store.entries = [accepted("a")];
    calls.findJob[0].resolve(ticketOf("a"));
    await settled();
    expect(store.forgotten).toEqual([]);
    await again(list);
    expect(list.getSnapshot()).toMatchObject([{ status: "queued", ticket: ticketOf("a") }]);
  });

  test("of a family has the provider that it was sent to", async () => {
    const { client, calls } = fake();
    const { list } = watched(client);
    const ended = list.run({ family: "nano-banana-pro", prompt: "a hat" });
    calls.run[0].reject(errorOf("network", { billed: "unknown", intent: intentOf("i") }));
    const { provider, model } = intentOf("i");
    expect(await ended).toMatchObject({ status: "unknown", provider, model });
  });

  test("of a page without store stays until it is forgotten", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    const ended = list.run(request);
    calls.run[0].reject(errorOf("network", { billed: "unknown", intent: intentOf("i") }));
    const job = await ended;
    await again(list);
    expect(list.getSnapshot()).toEqual([job]);
    await list.forget(job);
    expect(store.forgotten).toEqual(["i"]);
    expect(list.getSnapshot()).toEqual([]);
  });

  test("whose job is in the list already is not shown twice", async () => {
    const { client, calls } = fake({ stored: [accepted("a"), unknown("i")] });
    const { list } = watched(client);
    await settled();
    calls.findJob[0].resolve(ticketOf("a"));
    await settled();
    expect(list.getSnapshot()).toHaveLength(1);
    expect(calls.wait).toHaveLength(1);
  });
});

test.describe("cancel", () => {
  test("before the submit ends the call: nothing is bought", async () => {
    const { client, calls } = fake();
    const { list } = watched(client);
    const ended = list.run(request);
    calls.run[0].options.onProgress({ stage: "uploading", fraction: 0 });
    expect(await list.cancel(list.getSnapshot()[0])).toMatchObject({ status: "cancelled" });
    expect(await ended).toMatchObject({ status: "cancelled" });
    expect(calls.run[0].options.signal.aborted).toBe(true);
    expect(calls.cancel).toEqual([]);
  });

  test("of an accepted job is told by the provider", async () => {
    const { client, calls } = fake();
    const { list } = watched(client);
    const ended = list.run(request);
    await calls.run[0].options.onAccepted(ticketOf("a"));
    const cancelled = list.cancel(list.getSnapshot()[0]);
    expect(list.getSnapshot()).toMatchObject([{ status: "queued", isCancelling: true }]);
    calls.run[0].options.onProgress({ stage: "waiting", status: "running", fraction: 0.5 });
    expect(list.getSnapshot()).toMatchObject([{ status: "running", isCancelling: true }]);
    const refunded = { usd: 0.134, microUsd: 134_000 };
    calls.cancel[0].resolve({ status: "cancelled", refunded });
    expect(await cancelled).toMatchObject({ status: "cancelled", refunded });
    expect(await ended).toMatchObject({ status: "cancelled", refunded });
  });

  test("that came too late shows how the job ended", async () => {
    const images = [{ url: "https://example.com/a.png" }];
    const error = errorOf("jobFailed", { billed: "no" });
    for (const [state, shown] of [
      [
        { status: "done", images },
        { status: "done", images, result: { images, prepared: [], raw: null } },
      ],
      [
        { status: "failed", error },
        { status: "failed", error: { kind: "jobFailed" }, canResume: false },
      ],
    ]) {
      const { client, calls } = fake();
      const { list } = watched(client);
      const ended = list.run(request);
      await calls.run[0].options.onAccepted(ticketOf("a"));
      const cancelled = list.cancel(list.getSnapshot()[0]);
      calls.cancel[0].resolve(state);
      expect(await cancelled).toMatchObject({ ...shown, ticket: ticketOf("a") });
      expect(await ended).toMatchObject(shown);
      expect(calls.run[0].options.signal.aborted).toBe(true);
    }
  });

  test("is said to be possible until the job is accepted, and then where its provider can, while it is queued", async () => {
    const sellers = new Map(models.map(({ provider, canCancel }) => [provider, canCancel]));
    expect(new Set(sellers.values())).toEqual(new Set([true, false]));
    for (const [provider, canCancel] of sellers) {
      const { client, calls } = fake();
      const { list, seen } = watched(client);
      list.run({ family: "nano-banana-pro", prompt: "a hat" });
      const { onAccepted, onProgress } = calls.run[0].options;
      await onAccepted({ ...ticketOf("a"), provider });
      onProgress({ stage: "waiting", status: "running", fraction: 0.5 });
      calls.run[0].resolve(resultOf("a"));
      await settled();
      const told = seen.map(([job]) => [job.status, job.canCancel]);
      expect(told).toEqual([
        ["preparing", true],
        ["queued", canCancel],
        ["running", false],
        ["done", undefined],
      ]);
    }
  });

  test("that the provider refuses leaves the job at work", async () => {
    const { client, calls } = fake();
    const { list } = watched(client);
    list.run(request);
    await calls.run[0].options.onAccepted(ticketOf("a"));
    const cancelled = list.cancel(list.getSnapshot()[0]);
    calls.cancel[0].reject(errorOf("unsupported"));
    expect(await cancelled).toMatchObject({
      status: "queued",
      isCancelling: false,
      cancelError: { kind: "unsupported" },
    });
    calls.run[0].resolve(resultOf("a"));
    await settled();
    expect(list.getSnapshot()).toMatchObject([{ status: "done" }]);
  });

  test("during a submit that is accepted all the same cancels the job there", async () => {
    const { client, calls } = fake();
    const { list } = watched(client);
    list.run(request);
    calls.run[0].options.onProgress({ stage: "submitting", fraction: 0 });
    await list.cancel(list.getSnapshot()[0]);
    await calls.run[0].options.onAccepted(ticketOf("a"));
    expect(calls.cancel.map(({ subject }) => subject.job)).toEqual(["a"]);
    calls.cancel[0].resolve({ status: "cancelled" });
    await settled();
    expect(list.getSnapshot()).toMatchObject([{ status: "cancelled" }]);
  });

  test("during a submit, refused, shows the job that was bought", async () => {
    const { client, calls } = fake();
    const { list } = watched(client);
    list.run(request);
    calls.run[0].options.onProgress({ stage: "submitting", fraction: 0 });
    await list.cancel(list.getSnapshot()[0]);
    await calls.run[0].options.onAccepted(ticketOf("a"));
    calls.cancel[0].reject(errorOf("unsupported"));
    await settled();
    expect(list.getSnapshot()).toMatchObject([{ status: "queued", cancelError: { kind: "unsupported" } }]);
    calls.wait[0].resolve(resultOf("a"));
    await settled();
    expect(list.getSnapshot()).toMatchObject([{ status: "done" }]);
  });

  test("during a submit whose reply is lost shows that it may have been bought, without a store too", async () => {
    const { client, calls } = fake();
    const { list } = watched(client);
    list.run(request, { label: "hat" });
    calls.run[0].options.onProgress({ stage: "submitting", fraction: 0 });
    const { id } = await list.cancel(list.getSnapshot()[0]);
    const reason = errorOf("network", { billed: "unknown", intent: intentOf("x") });
    calls.run[0].options.onCancel({ status: "rejected", reason });
    const [job, ...others] = list.getSnapshot();
    expect(others).toEqual([]);
    expect(job).toMatchObject({ id, status: "unknown", label: "hat", intent: intentOf("x") });
    expect(job.error).toBe(reason);
    const resumed = list.resume(job);
    calls.findJob[0].resolve(ticketOf("a"));
    await settled();
    expect(list.getSnapshot()).toMatchObject([{ id, status: "queued" }]);
    calls.wait[0].resolve(resultOf("a"));
    expect(await resumed).toMatchObject({ id, status: "done" });
    expect(calls.cancel).toEqual([]);
  });

  test("during a submit that is refused stays cancelled, and hides no job of another tab any more", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    await settled();
    list.run(request);
    calls.run[0].options.onProgress({ stage: "submitting", fraction: 0 });
    await list.cancel(list.getSnapshot()[0]);
    store.entries = [accepted("other", { at: Date.now() + 5 })];
    await again(list);
    expect(list.getSnapshot()).toMatchObject([{ status: "cancelled" }]);
    const reason = errorOf("insufficientCredit", { billed: "no" });
    calls.run[0].options.onCancel({ status: "rejected", reason });
    await again(list);
    expect(list.getSnapshot()).toMatchObject([{ status: "cancelled" }, { status: "queued" }]);
  });

  test("during a submit that the store has shown as unknown meanwhile does not show it twice", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    await settled();
    list.run(request);
    // Its submit was not reported yet: the list does not wait for its end.
    await list.cancel(list.getSnapshot()[0]);
    store.entries = [unknown("x", { advice: "checkAccount" })];
    await again(list);
    const reason = errorOf("network", { billed: "unknown", intent: intentOf("x") });
    calls.run[0].options.onCancel({ status: "rejected", reason });
    expect(list.getSnapshot().map(({ status }) => status)).toEqual(["unknown", "cancelled"]);
  });

  test("of a job that has ended changes nothing", async () => {
    const { client, calls } = fake();
    const { list } = watched(client);
    const ended = list.run(request);
    calls.run[0].resolve(resultOf("a"));
    const job = await ended;
    expect(await list.cancel(job)).toBe(job);
    expect(calls.cancel).toEqual([]);
  });
});

test.describe("forget", () => {
  test("cancels nothing, whatever the client does at an abort", async () => {
    const { client, calls } = fake({ stored: [accepted("b")] });
    const { list } = watched(client);
    await settled();
    list.run(request, { cancelOnAbort: true });
    const { options } = calls.run[0];
    expect([options.cancelOnAbort, calls.wait[0].options.cancelOnAbort]).toEqual([false, false]);
  });

  test("of an accepted job takes it out of list and store", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    list.run(request);
    await calls.run[0].options.onAccepted(ticketOf("a"));
    await list.forget(list.getSnapshot()[0]);
    expect(list.getSnapshot()).toEqual([]);
    expect(store.forgotten).toEqual(["a"]);
    expect(calls.run[0].options.signal.aborted).toBe(true);
  });

  test("during a submit forgets the job that it makes", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    list.run(request);
    calls.run[0].options.onProgress({ stage: "submitting", fraction: 0 });
    await list.forget(list.getSnapshot()[0]);
    expect(list.getSnapshot()).toEqual([]);
    await calls.run[0].options.onAccepted(ticketOf("a"));
    await settled();
    expect(store.forgotten).toEqual(["a"]);
    expect(list.getSnapshot()).toEqual([]);
    expect(calls.wait).toEqual([]);
  });

  test("during a submit that gets no ticket forgets what may have been bought", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    await settled();
    list.run(request);
    calls.run[0].options.onProgress({ stage: "submitting", fraction: 0 });
    await list.forget(list.getSnapshot()[0]);
    store.entries = [accepted("other", { at: Date.now() + 5 })];
    await again(list);
    expect(list.getSnapshot()).toEqual([]);
    const reason = errorOf("network", { billed: "unknown", intent: intentOf("x") });
    calls.run[0].options.onCancel({ status: "rejected", reason });
    expect(store.forgotten).toEqual(["x"]);
    // No submit of this page can be meant any more.
    await again(list);
    expect(list.getSnapshot()).toMatchObject([
      { status: "queued", ticket: ticketOf("other", expect.any(Number)) },
    ]);
  });

  test("of a cancelled job whose submit is on its way cancels and forgets what it makes", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    list.run(request);
    calls.run[0].options.onProgress({ stage: "submitting", fraction: 0 });
    await list.cancel(list.getSnapshot()[0]);
    await list.forget(list.getSnapshot()[0]);
    await calls.run[0].options.onAccepted(ticketOf("a"));
    expect(calls.cancel.map(({ subject }) => subject.job)).toEqual(["a"]);
    calls.cancel[0].reject(errorOf("unsupported"));
    await settled();
    expect(store.forgotten).toEqual(["a"]);
    expect([list.getSnapshot(), calls.wait]).toEqual([[], []]);
  });

  test("of a job that is done leaves the store alone", async () => {
    const { client, calls, store } = fake();
    const { list } = watched(client);
    const ended = list.run(request);
    calls.run[0].resolve(resultOf("a"));
    await list.forget(await ended);
    expect(list.getSnapshot()).toEqual([]);
    expect(store.forgotten).toEqual([]);
  });
});

test("a listener that throws changes nothing for a paid job", async () => {
  const { client, calls } = fake();
  const list = jobsOf(client);
  const reported = [];
  const { error } = console;
  console.error = (thrown) => reported.push(thrown.message);
  try {
    list.subscribe(() => {
      throw new Error("a listener's own");
    });
    const ended = list.run(request, null);
    calls.run[0].resolve(resultOf("a"));
    expect(await ended).toMatchObject({ status: "done" });
    expect(new Set(reported)).toEqual(new Set(["a listener's own"]));
  } finally {
    console.error = error;
  }
});

test("resume waits again for a job whose wait failed", async () => {
  const { client, calls } = fake({ stored: [accepted("a")] });
  const { list } = watched(client);
  await settled();
  calls.wait[0].reject(errorOf("timedOut", { ticket: ticketOf("a") }));
  await settled();
  const [job] = list.getSnapshot();
  expect(job).toMatchObject({ status: "failed", canResume: true });
  const resumed = list.resume(job);
  expect(list.getSnapshot()).toMatchObject([{ id: job.id, status: "queued" }]);
  calls.wait[1].resolve(resultOf("a"));
  expect(await resumed).toMatchObject({ status: "done" });
});

test.describe("with the client itself", () => {
  test("a run makes its images", async () => {
    const fetch = createTestFetch();
    const list = jobsOf(createClient({ providers: { mulerun: { apiKey: "any" } }, fetch }));
    const job = await list.run(request);
    expect(job).toMatchObject({ status: "done", provider: "mulerun", ticket: { job: fetch.jobs[0].job } });
    expect(job.images).toHaveLength(1);
  });

  test("a job that one page left is delivered to the next, and bought once", async () => {
    const fetch = createTestFetch();
    const store = memory();
    const page = () => createClient({ providers: { mulerun: { apiKey: "any" } }, fetch, store });
    const before = jobsOf(page());
    before.subscribe(() => {});
    before.run(request);
    await expect.poll(() => before.getSnapshot()[0]?.status).toBe("queued");
    const after = jobsOf(page());
    after.subscribe(() => {});
    await expect.poll(() => after.getSnapshot()[0]?.status, { timeout: 60_000 }).toBe("done");
    expect(after.getSnapshot()).toHaveLength(1);
    expect(fetch.jobs).toHaveLength(1);
    await expect.poll(() => store.length).toBe(0);
  });

  test("a store with room for one entry keeps the ticket in place of the intent", async () => {
    const entries = new Map();
    const store = {
      getItem: (name) => entries.get(name) ?? null,
      removeItem: (name) => void entries.delete(name),
      key: (index) => [...entries.keys()][index] ?? null,
      get length() {
        return entries.size;
      },
      setItem(name, text) {
        if (entries.size > 0 && !entries.has(name)) throw new Error("full");
        entries.set(name, text);
      },
    };
    const fetch = createTestFetch({ jobMs: 60_000 });
    const client = createClient({ providers: { mulerun: { apiKey: "any" } }, fetch, store });
    const ticket = await client.submit(request);
    expect(await client.pending()).toMatchObject([{ state: "accepted", ticket: { job: ticket.job } }]);
  });

  test("an unconfirmed submit is found again where the provider lists its jobs", async () => {
    const fetch = createTestFetch({ failures: [{ stage: "submit", lost: true }] });
    const store = memory();
    const client = createClient({ providers: { pixelbyte: { apiKey: "any" } }, fetch, store });
    const list = jobsOf(client);
    const bought = { ...request, provider: "pixelbyte", model: "google/nano-banana-pro/text-to-image" };
    const job = await list.run(bought);
    expect(job).toMatchObject({ status: "unknown", error: { kind: "network", billed: "unknown" } });
    expect(await list.resume(job)).toMatchObject({ status: "done", id: job.id });
    expect(fetch.jobs).toHaveLength(1);
  });

  for (const [provider, model, wanted] of [
    ["mulerun", request.model, ["PLANTAIN_NO_LIST", "unsupported", "checkAccount"]],
    ["pixelbyte", "google/nano-banana-pro/text-to-image", ["PLANTAIN_NOT_FOUND", "unavailable", "find"]],
  ]) {
    test(`an unconfirmed submit at ${provider} that a page left has an error that explain has words for`, async () => {
      const store = memory();
      const record = { id: "left", provider, model, submittedAt: Date.now() - 3_600_000, digest: "0" };
      store.setItem("plantain:left", JSON.stringify(record));
      const client = createClient({
        providers: { [provider]: { apiKey: "any" } },
        fetch: createTestFetch(),
        store,
      });
      const list = jobsOf(client);
      list.subscribe(() => {});
      await expect.poll(() => list.getSnapshot().length).toBe(1);
      const [{ status, error }] = list.getSnapshot();
      const [code, kind, action] = wanted;
      expect(status).toBe("unknown");
      expect(error).toBeInstanceOf(PlantainError);
      expect(error).toMatchObject({ code, kind, billed: "unknown", provider, intent: { id: "left" } });
      const { detail, cost, ...said } = explain(error);
      expect(said).toMatchObject({ action });
      expect(detail).toMatch(/look into the account at /i);
      expect(cost).toBe("It is not known whether this was billed.");
      const resumed = await list.resume(list.getSnapshot()[0]);
      expect(resumed).toMatchObject({ status: "unknown", error: { code, billed: "unknown" } });
    });
  }

  test("a job that is cancelled during a submit whose reply is lost becomes unknown, without a store", async () => {
    const provider = createTestFetch({ delayMs: 50, failures: [{ stage: "submit", lost: true }] });
    const fetch = (address, init) => {
      const reply = provider(address, init);
      list.cancel(list.getSnapshot()[0]);
      return reply;
    };
    const list = jobsOf(createClient({ providers: { mulerun: { apiKey: "key" } }, fetch }));
    const unknown = new Promise((resolve) => {
      list.subscribe(() => list.getSnapshot()[0].status === "unknown" && resolve(list.getSnapshot()[0]));
    });
    const ended = await list.run(request);
    expect(ended.status).toBe("cancelled");
    expect(await unknown).toMatchObject({
      id: ended.id,
      error: { kind: "network", billed: "unknown" },
      intent: { provider: "mulerun", model: request.model },
    });
    expect(provider.calls.map(({ stage }) => stage)).toEqual(["submit"]);
  });

  for (const [name, most] of Object.entries({ makeAll: 5, makeOneByOne: 1 })) {
    test(`many images are a loop of run, as docs/jobs.md has it: ${name}`, async () => {
      const text = await readFile(join(import.meta.dirname, "..", "..", "docs", "jobs.md"), "utf8");
      const [, example] = /^## Many images$.*?```js\n(.*?)```/ms.exec(text);
      const code = example.replace(/^import .*\n/gm, "").replaceAll(/^export /gm, "");
      const made = new Function("createClient", "jobsOf", `${code}; return { plantain, ${name} }`);
      const fetch = createTestFetch({ jobMs: 50 });
      const client = (options) =>
        createClient({ ...options, relay: `https://relay.example${options.relay}`, store: memory(), fetch });
      const { plantain, [name]: makeMany } = made(client, jobsOf);
      const list = jobsOf(plantain);
      let atOnce = 0;
      list.subscribe(() => {
        const active = list.getSnapshot().filter(({ status }) => status !== "done");
        atOnce = Math.max(atOnce, active.length);
      });
      const prompts = ["a hat", "a coat", "a shoe", "a glove", "a scarf"];
      await makeMany(prompts);
      const jobs = list.getSnapshot();
      expect(jobs.map(({ label, status }) => [label, status])).toEqual(
        prompts.map((prompt) => [prompt, "done"]),
      );
      expect([atOnce, fetch.jobs.length]).toEqual([most, prompts.length]);
    });
  }

  test("a wrong request is an error of its job, with its problems", async () => {
    const list = jobsOf(
      createClient({ providers: { mulerun: { apiKey: "any" } }, fetch: createTestFetch() }),
    );
    const { error } = await list.run({ ...request, prompt: "" });
    expect(error).toMatchObject({ kind: "invalidRequest", problems: [{ field: "prompt" }] });
  });
});

/** A client whose every call the test answers, and whose store is a list. */
function fake({ stored = [] } = {}) {
  const calls = { run: [], wait: [], cancel: [], findJob: [], pending: 0 };
  const store = { entries: stored, forgotten: [], error: undefined };
  const called = (name) => (subject, options) =>
    new Promise((resolve, reject) => {
      calls[name].push({ subject, options, resolve, reject });
      options?.signal?.addEventListener("abort", () => reject(options.signal.reason));
    });
  const client = {
    run: called("run"),
    wait: called("wait"),
    cancel: called("cancel"),
    findJob: called("findJob"),
    async pending() {
      calls.pending += 1;
      if (store.error) throw store.error;
      return store.entries;
    },
    async forget(record) {
      store.forgotten.push(record.job ?? record.id);
    },
  };
  return { client, calls, store };
}

/** Subscribes, and keeps what the list showed after each change. */
function watched(client) {
  const list = jobsOf(client);
  const seen = [];
  list.subscribe(() => seen.push(list.getSnapshot()));
  return { list, seen };
}

/** Has the list look into the store once more, as a component that mounts does. */
async function again(list) {
  list.subscribe(() => {})();
  await settled();
}

/** Lets everything happen that needs no time. */
async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function ticketOf(job, submittedAt = 1) {
  return { provider: "mulerun", model: request.model, job, submittedAt };
}

function intentOf(id, submittedAt = 1) {
  return { provider: "mulerun", model: request.model, id, submittedAt, digest: "0" };
}

function resultOf(job) {
  return {
    images: [{ url: `https://example.com/${job}.png` }],
    ticket: ticketOf(job),
    prepared: [],
    raw: {},
  };
}

function accepted(job, { at, ...more } = {}) {
  return { state: "accepted", ticket: ticketOf(job, at), ...more };
}

function unknown(id, { at, advice = "findJob", ...more } = {}) {
  return { state: "unknown", intent: intentOf(id, at), advice, ...more };
}

function errorOf(kind, more) {
  return Object.assign(new Error(kind), { kind, billed: "yes", ...more });
}

function memory() {
  const held = new Map();
  return {
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => void held.set(name, value),
    removeItem: (name) => void held.delete(name),
    key: (index) => [...held.keys()][index] ?? null,
    get length() {
      return held.size;
    },
  };
}
