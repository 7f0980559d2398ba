import { createServer } from "node:http";
import { relaysOf } from "../site.js";
import { redisOf } from "./redis.js";

const config = JSON.parse(process.env.SITE);
const relays = relaysOf(config, await redisOf(config.redis));
const calls = new Set();
// Longer than the slowest of ten bodies: a caller may take the connection of the first again.
const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
  const [, relay] = relays.find(([path]) => request.url.startsWith(`${path}/`)) ?? relays[0];
  const call = relay.node(request, response).finally(() => calls.delete(call));
  calls.add(call);
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));

if (config.isStoppedGently) {
  process.once("SIGTERM", () => {
    // When every connection has ended, no call begins any more.
    server.close(async () => {
      await Promise.all(calls);
      process.exit();
    });
  });
}
