// What the tests of recipes and of their folders share.

import { join, resolve } from "node:path";
import { expect as base } from "./harness.js";

/** The harness's `expect` with `toHaveNoWarning`, for what a program has printed. */
export const expect = base.extend({
  toHaveNoWarning(said) {
    // As svelte-check ends.
    const found = /.*(warn|deprecat|error|⚠).*/i.exec(said.replace("found 0 errors and 0 warnings", ""));
    return {
      pass: found === null,
      message: () => (found ? `it says ${JSON.stringify(found[0])}` : "no warning was found"),
    };
  },
});

/** Lets a page poll now, as when the network comes back. */
export async function poll(page) {
  // One that is being opened again has no job yet.
  await page.evaluate(() => void dispatchEvent(new Event("online"))).catch(() => {});
}

/** Lets a page poll, and returns whether an image is there and loaded. */
export async function isShown(page) {
  await poll(page);
  return page.locator("img").evaluateAll((images) => images.some((image) => image.naturalWidth > 0));
}

/**
 * Gives a page a photo whenever it was opened, until one is paid for: Vite's server opens it again when it has found what to prepare, and React listens
 * a little after the load. Returns a function that ends that.
 */
export function givePhoto(page, session) {
  const give = async () => {
    await page.waitForLoadState("networkidle");
    if ((await paid(session)).length > 0) return;
    const had = await page.evaluate(() => {
      const had = window.hasPhoto;
      window.hasPhoto = true;
      return had;
    });
    if (!had) await page.locator("input").setInputFiles(photo);
  };
  // One that is opened again meanwhile is given its photo then.
  const listen = () => give().catch(() => {});
  page.on("load", listen);
  return () => page.off("load", listen);
}

/** Returns the paid calls of a session of the simulator. */
export async function paid(session) {
  const answer = await fetch(`${session}/control/log`);
  return (await answer.json()).filter((entry) => entry.paid);
}

/** A copy of the folders beside this file, with what they need installed, and the package from its tarball. */
export const consumers = resolve(process.env.PLANTAIN_CONSUMERS ?? "../../target/consumers");

export const photo = join(import.meta.dirname, "photos", "phone.jpg");
