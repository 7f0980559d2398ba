import { createRelay } from "plantain/relay";
import { type Route, userIdOf } from "../tasks.ts";

const relay: Route = createRelay({
  keys: { pixelbyte: process.env.PIXELBYTE_KEY },
  origins: ["https://example.com"],
  authorize: (request) => userIdOf(request.headers.get("cookie")),
  limits: { microUsdPerDay: 1_000_000 },
});

export { relay as GET, relay as OPTIONS, relay as POST, relay as PUT };
