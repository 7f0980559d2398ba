import { createServer } from "node:http";
import { relaysOf } from "../site.js";

const relays = relaysOf(JSON.parse(process.env.SITE));
// Longer than the slowest of ten bodies: a caller may take the connection of the first again.
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const [, relay] = relays.find(([path]) => request.url.startsWith(`${path}/`)) ?? relays[0];
  relay.node(request, response);
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
