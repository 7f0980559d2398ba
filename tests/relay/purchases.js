import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv } from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Session, startSimulator } from "../support/simulator.js";
import { SUBMIT } from "./attacks/submit.js";
import { runtimes } from "./runtimes/index.js";
import { startRedis } from "./runtimes/redis.js";

/**
 * Submits many requests through relays with one store, each several times at once, cuts connections at random and kills the processes meanwhile. Each
 * request is sent again under its key until a relay says how it ended. `isGentle`: relays are not killed, but told to stop. Returns the figures; `failures` are sentences about what must not be.
 */
export async function purchases({ store, count, kills, storeKills = 0, isGentle = false }) {
  const simulator = await startSimulator({ seconds: 0.3 });
  const session = new Session(simulator, `purchases-${store}`);
  await session.reset({ key: KEY, jobMs: 0, longestSide: 64 });
  // Long enough that cuts and kills meet requests on their way.
  await session.faults([{ stage: "submit", times: null, fault: { delayMs: 30 } }]);
  const site = { simulator: session.api, mirror: session.api, key: KEY, isStoppedGently: isGentle };
  const sites = await SITES[store](site);
  const slots = await Promise.all(
    sites.configs.map(async (config) => ({ config, server: await sites.start(config) })),
  );
  const figures = {
    submits: count,
    calls: 0,
    cuts: 0,
    kills: 0,
    storeKills: 0,
    answered: 0,
    unknown: 0,
    unknownButBought: 0,
  };
  const ends = new Map();
  const events = [];

  /** Sends one call to any relay that is up, and returns how it ended; `null` where the connection was cut or refused. */
  async function call(path, body, key) {
    const up = slots.filter(({ server }) => server !== null);
    if (up.length === 0) return pause(20, null);
    const { port } = up[Math.floor(Math.random() * up.length)].server;
    figures.calls += 1;
    const cut = body === null ? null : CUTS[Math.floor(Math.random() * CUTS.length)];
    if (cut !== null) figures.cuts += 1;
    return exchange({ port, path, body, key, cut });
  }

  async function buy(number) {
    const key = `purchase-${number}`;
    const body = JSON.stringify({ prompt: `purchase ${number}.`, images: [`${PICTURE}`] });
    for (;;) {
      const times = 1 + Math.floor(Math.random() * 3);
      const answers = await Promise.all(Array.from({ length: times }, () => call(SUBMIT.path, body, key)));
      const end = answers.find((answer) => answer?.outcome === "answered") ?? answers.find(isLost);
      if (end !== undefined) return ends.set(key, end);
    }
  }

  async function worker(numbers) {
    for (const number of numbers) {
      await buy(number);
      while (events.length > 0 && events[0].at <= ends.size) await events.shift().run();
    }
  }

  for (let kill = 1; kill <= kills; kill += 1) {
    const run = async () => {
      const up = slots.filter(({ server }) => server !== null);
      if (up.length < slots.length) return;
      const slot = up[Math.floor(Math.random() * up.length)];
      const { server } = slot;
      slot.server = null;
      await (isGentle ? server.stop() : server.kill());
      figures.kills += 1;
      slot.server = await sites.start(slot.config);
    };
    events.push({ at: Math.floor((kill * count) / (kills + 1)), run });
  }
  for (let kill = 1; kill <= storeKills; kill += 1) {
    const run = async () => {
      await sites.kill();
      figures.storeKills += 1;
      await pause(200);
      await sites.revive();
    };
    events.push({ at: Math.floor(((kill - 0.5) * count) / storeKills), run });
  }
  events.sort((one, other) => one.at - other.at);

  const began = performance.now();
  try {
    const numbers = Array.from({ length: count }, (_, number) => number).values();
    await Promise.all(Array.from({ length: AT_ONCE }, () => worker(numbers)));
    return { ...figures, ...(await judged()), seconds: Math.round((performance.now() - began) / 1000) };
  } finally {
    await Promise.all(slots.map(({ server }) => server?.stop()));
    await sites.stop();
    await simulator.stop();
  }

  /** Compares what the relays said, and say now, with what the provider sold. */
  async function judged() {
    const failures = [];
    const sold = new Map();
    for (const { prompt } of await session.jobs()) sold.set(prompt, (sold.get(prompt) ?? 0) + 1);
    let found = 0;
    let [answered, unknown, unknownButBought] = [0, 0, 0];
    for (const [key, end] of ends) {
      const jobs = sold.get(`${key.replace("-", " ")}.`) ?? 0;
      if (jobs > 1) failures.push(`${key} was paid ${jobs} times`);
      const finds = await Promise.all(
        slots.map(({ server }) =>
          exchange({ port: server.port, path: `${FIND}${key}`, body: null, key, cut: null }),
        ),
      );
      if (end.outcome === "answered") {
        answered += 1;
        if (jobs !== 1) failures.push(`${key} was answered and paid ${jobs} times`);
        const isFound = finds.every(({ text }) => JSON.parse(text).reply === end.text);
        if (isFound) found += 1;
        else failures.push(`${key} is not found again: ${finds.map(({ text }) => text)}`);
      } else {
        unknown += 1;
        unknownButBought += jobs;
      }
    }
    return { answered, found, unknown, unknownButBought, paid: [...sold.values()].length, failures };
  }
}

/** Calls a relay on a connection of its own, which is cut as `cut` says: after a part of the body, or some time after all of it. */
async function exchange({ port, path, body, key, cut }) {
  const headers = { ...SUBMIT.headers, "idempotency-key": key };
  if (body !== null) headers["content-length"] = String(body.length);
  const method = body === null ? "GET" : "POST";
  const outgoing = request({ host: "127.0.0.1", port, path, method, headers, agent: false });
  const ended = (async () => {
    const [response] = await once(outgoing, "response");
    const chunks = [];
    for await (const chunk of response) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    return { status: response.statusCode, outcome: response.headers["relay-outcome"], text };
  })().catch(() => null);
  outgoing.on("error", () => {});
  if (cut?.part === undefined) outgoing.end(body);
  else outgoing.write(body.slice(0, cut.part));
  if (cut !== null) pause(Math.random() * cut.ms).then(() => outgoing.destroy());
  return ended;
}

/** Whether the relay says that it does not know how a submit ended. A store that is down (503) may be asked again. */
function isLost(answer) {
  return answer?.outcome === "unknown" && answer.status !== 503;
}

const SITES = {
  /** Two relays on Node, one over each client, and one Redis. */
  async redis(site) {
    const redis = await startRedis();
    const configs = ["redis", "ioredis"].map((client) => ({ ...site, redis: { port: redis.port, client } }));
    return { configs, start: runtimes.node.start, kill: redis.kill, revive: redis.start, stop: redis.stop };
  },
  /** Two Denos with one database on disk. */
  async deno(site) {
    const folder = await mkdtemp(join(tmpdir(), "plantain-kv-"));
    const config = { ...site, disk: join(folder, "plantain.kv") };
    return {
      configs: [config, config],
      start: runtimes.deno.start,
      stop: () => rm(folder, { recursive: true }),
    };
  },
  /** One workerd, whose Durable Objects are on disk. */
  async workerd(site) {
    const disk = await mkdtemp(join(tmpdir(), "plantain-objects-"));
    return {
      configs: [{ ...site, disk }],
      start: runtimes.workerd.start,
      stop: () => rm(disk, { recursive: true }),
    };
  },
};

const KEY = "a-key-of-the-purchases";
const PICTURE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
const FIND = "/api/plantain/mulerun/relay-submits/";
const AT_ONCE = 16;
/** Half of the calls are left alone. */
const CUTS = [null, null, null, { part: 60, ms: 10 }, { ms: 20 }, { ms: 80 }];

// `node purchases.js [submits]` prints the figures.
if (argv[1] === fileURLToPath(import.meta.url)) {
  const count = Number(argv[2] ?? 1000);
  for (const options of [
    { store: "redis", count, kills: 10, storeKills: 2 },
    { store: "redis", count, kills: 10, isGentle: true },
    { store: "workerd", count: Math.ceil(count / 5), kills: 4 },
    { store: "deno", count: Math.ceil(count / 5), kills: 4 },
  ]) {
    const { failures, ...figures } = await purchases(options);
    console.log(`${options.store}${options.isGentle ? ", stopped gently" : ""}: ${JSON.stringify(figures)}`);
    for (const failure of failures) console.log(`  ${failure}`);
    if (failures.length > 0) process.exitCode = 1;
  }
}
