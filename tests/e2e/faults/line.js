import { once } from "node:events";
import { connect, createServer } from "node:net";

/**
 * Opens a line to the simulator that can be cut: after `requests` requests (preflights not counted) connections are refused, really and by
 * the system, for `milliseconds` or for ever.
 */
export async function openLine(target, { requests, milliseconds }) {
  const { port, hostname } = new URL(target);
  let left = requests;
  let again;
  const server = createServer((socket) => {
    const other = connect(Number(port), hostname);
    for (const [from, to] of [
      [socket, other],
      [other, socket],
    ]) {
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
      from.pipe(to);
    }
    socket.once("data", (start) => {
      if (String(start.subarray(0, 7)) === "OPTIONS") return;
      left -= 1;
      if (left === 0) cut();
    });
  });
  const listen = async (wanted) => {
    server.listen(wanted, "127.0.0.1");
    await once(server, "listening");
    return server.address().port;
  };
  const own = await listen(0);
  function cut() {
    server.close();
    if (milliseconds) again = setTimeout(() => listen(own), milliseconds);
  }
  if (requests === 0) cut();
  return {
    address: `http://127.0.0.1:${own}`,
    close() {
      clearTimeout(again);
      server.close();
    },
  };
}
