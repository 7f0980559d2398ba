import { createServer } from "node:http";
import sirv from "sirv";
import { relay, signIn } from "./relay.ts";

const port = Number(process.env.PORT ?? 5173);
const page = sirv("public", { dev: true });

// The relay has a time limit of its own: Node's would let a browser send an upload again.
const server = createServer({ requestTimeout: 0 }, (request, response) => {
  signIn(request, response, () => relay.node(request, response, () => page(request, response)));
});
server.listen(port, () => console.log(`Ready: http://localhost:${port}/`));
