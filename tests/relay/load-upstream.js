import { createServer } from "node:http";
import { pieces } from "./load-client.js";

// A provider that counts bodies, accepts every job and has outputs of any size, so that what is measured is the relay.
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume().on("end", () => {
    const [, bytes] = /^\/outputs\/(\d+)$/.exec(request.url) ?? [];
    if (bytes === undefined) {
      response.writeHead(202, { "content-type": "application/json" });
      response.end('{"task_info":{"id":"an-id","status":"pending"}}');
    } else {
      response.writeHead(200, { "content-type": "image/png", "content-length": bytes });
      pieces(Number(bytes)).pipe(response);
    }
  });
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
