import { createRouteHandler } from "@fal-ai/server-proxy/nextjs";
import { type Route, userIdOf } from "../tasks.ts";

export const { GET, POST, PUT }: { [method: string]: Route } = createRouteHandler({
  allowedEndpoints: ["fal-ai/nano-banana-pro/edit"],
  allowUnauthorizedRequests: false,
  isAuthenticated: async ({ getHeader }) => userIdOf(getHeader("cookie") as string | null) !== null,
});
