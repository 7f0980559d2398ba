import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { createRelay } from "../../pkg/relay.js";

/**
 * Serves the page with a relay behind it, and returns `{ address, keyOf(session), stop() }`. The page finds its providers at this very server, as it
 * finds the simulator elsewhere; each session of the simulator gets a key that is made here and that only the relay knows.
 *
 * `simulator` has the addresses that a simulator prints. `origins` are the page's, where it is not opened at this server directly.
 */
export async function startPage(simulator, { port = 0, origins } = {}) {
  const sessions = new Map();
  const server = createServer(async (request, response) => {
    const [, session] =
      /^\/([A-Za-z0-9_-]{1,64})\/(?:mulerouter|mulerun|pixazo|pixelbyte)\//.exec(request.url) ?? [];
    try {
      if (session !== undefined) await (await opened(session)).relay.node(request, response);
      else if (request.url === "/simulator.json") tell(response, { api: originOf(request), relay: true });
      else await passOn(`${simulator.page}${request.url}`, request, response);
    } catch (error) {
      console.error(error);
      response.destroy();
    }
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${server.address().port}`;

  /** Returns the relay of a session, which begins at its first call. */
  function opened(session) {
    if (!sessions.has(session)) sessions.set(session, open(session));
    return sessions.get(session);
  }

  async function open(session) {
    const key = `made-for-${session}-${randomBytes(24).toString("base64url")}`;
    const options = `${simulator.api}/${session}/control/options`;
    const answer = await fetch(options, { method: "PUT", body: JSON.stringify({ key }) });
    if (!answer.ok) throw new Error(`the simulator answers ${answer.status}`);
    const all = (value) => Object.fromEntries(PROVIDERS.map((provider) => [provider, value(provider)]));
    const relay = createRelay({
      keys: all(() => key),
      upstream: all((provider) => `${simulator.api}/${session}/${provider}`),
      path: `/${session}`,
      origins: origins ?? [address],
      // The user of this machine.
      authorize: () => "me",
    });
    return { key, relay };
  }

  return {
    address,
    keyOf: async (session) => (await opened(session)).key,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** The page and the package come from the simulator, with the policy that it sends. */
async function passOn(address, { method }, response) {
  const answer = await fetch(address, { method });
  const names = ["content-type", "content-security-policy", "cache-control", "x-content-type-options"];
  const headers = names.flatMap((name) =>
    answer.headers.has(name) ? [[name, answer.headers.get(name)]] : [],
  );
  response.writeHead(answer.status, Object.fromEntries(headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

function tell(response, value) {
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(value));
}

function originOf({ headers }) {
  return `http://${headers.host}`;
}

const PROVIDERS = ["mulerouter", "mulerun", "pixazo", "pixelbyte"];

// `node page.js <the simulator's addresses> [port]` prints the page's address, and serves until it is ended.
if (argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await startPage(JSON.parse(argv[2]), { port: Number(argv[3] ?? 0) });
  console.log(address);
}
