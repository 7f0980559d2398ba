import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { siteOf } from "../site.js";

const site = siteOf(JSON.parse(process.env.SITE));
const app = new Hono().all("*", (context) => site(context.req.raw));
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(JSON.stringify({ port })),
);
