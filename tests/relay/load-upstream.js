import { createServer } from "node:http";

// A provider that counts bodies and accepts every job, so that what is measured is the relay.
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume().on("end", () => {
    response.writeHead(202, { "content-type": "application/json" });
    response.end('{"task_info":{"id":"an-id","status":"pending"}}');
  });
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
