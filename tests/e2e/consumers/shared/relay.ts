import type { IncomingMessage, ServerResponse } from "node:http";
import { createRelay } from "plantain/relay";

/** The names and passwords of those who may make images. An app with a log-in of its own looks up its sessions instead. */
const passwords = new Map([["ann", process.env.ANN_PASSWORD]]);

/** Returns who has signed in with HTTP Basic authentication; `null` for an unknown caller. */
export function userOf(authorization: string | null | undefined): string | null {
  const encoded = authorization?.replace(/^Basic /i, "") ?? "";
  const [name = "", ...rest] = Buffer.from(encoded, "base64").toString().split(":");
  // A password may have colons.
  const password = rest.join(":");
  return password && password === passwords.get(name) ? name : null;
}

/** A middleware that lets the browser ask for name and password. */
export function signIn(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (userOf(request.headers.authorization) !== null) next();
  else response.writeHead(401, { "WWW-Authenticate": 'Basic realm="images"' }).end();
}

export const relay = createRelay({
  // One of them is enough.
  keys: { mulerun: process.env.MULERUN_KEY, pixelbyte: process.env.PIXELBYTE_KEY },
  // Where your pages are.
  origins: [process.env.ORIGIN ?? "http://localhost:5173"],
  authorize: ({ headers }) => userOf(headers.get("authorization")),
  limits: {
    // One dollar for each of them.
    microUsdPerDay: 1_000_000,
    // MuleRun publishes no price of this model: what an edit may cost at most.
    prices: { mulerun: { "google/nano-banana-pro/edit": 200_000 } },
  },
});
