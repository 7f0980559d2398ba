// What the tests of recipes and of their folders share.

import { join, resolve } from "node:path";

/** Returns whether an image is there and loaded. */
export function isShown(page) {
  return page.locator("img").evaluateAll((images) => images.some((image) => image.naturalWidth > 0));
}

/** Returns the paid calls of a session of the simulator. */
export async function paid(session) {
  const answer = await fetch(`${session}/control/log`);
  return (await answer.json()).filter((entry) => entry.paid);
}

/** A copy of the folders beside this file, with what they need installed, and the package from its tarball. */
export const consumers = resolve(process.env.PLANTAIN_CONSUMERS ?? "../../target/consumers");

export const photo = join(import.meta.dirname, "photos", "phone.jpg");
