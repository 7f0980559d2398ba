import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { relay, userOf } from "./relay.ts";

const port = Number(process.env.PORT ?? 5173);
const app = new Hono();
app.use(async (context, next) => {
  if (userOf(context.req.header("authorization")) !== null) return next();
  return context.body(null, 401, { "WWW-Authenticate": 'Basic realm="images"' });
});
app.all("/api/plantain/*", (context) => relay(context.req.raw));
app.use("/plantain/*", serveStatic({ root: "node_modules" }));
app.use(serveStatic({ root: "public" }));

// The relay has a time limit of its own: Node's would let a browser send an upload again.
serve({ fetch: app.fetch, port, serverOptions: { requestTimeout: 0 } }, () =>
  console.log(`Ready: http://localhost:${port}/`),
);
