import { Attempt } from "./attempt.js";
import { openTo } from "./reply.js";

/**
 * The response to a read of a submit: `{ state, status, reply }`. `state` is `"none"` where nothing was bought under the key, `"pending"` while it is on
 * its way, `"answered"` with the status and the text of the reply, or `"unknown"` where the provider gave no clear answer.
 */
export async function findSubmit(call) {
  const found = await readRecord(call);
  const headers = { ...openTo(call), "content-type": "application/json" };
  return new Response(JSON.stringify(found), { status: 200, headers });
}

async function readRecord(call) {
  // Long enough to see that a process has died.
  const until = Date.now() + WAIT_MS;
  for await (const attempt of Attempt.of(call, call.route.key)) {
    const { isClaimed, isReleased, reply } = await attempt.wait(
      until,
      ({ isReleased, reply }) => isReleased || reply !== null,
    );
    if (!isClaimed) return { state: "none" };
    if (isReleased || reply?.kind === "retryable") continue;
    if (reply === null) return { state: "pending" };
    const { kind, status, text = null } = reply;
    return { state: kind, status, reply: text };
  }
}

const WAIT_MS = 15_000;
