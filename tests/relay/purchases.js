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
  try {
    const session = new Session(simulator, `purchases-${store}`);
    await session.reset({ key: KEY, jobMs: 0, longestSide: 64 });
    // Long enough that cuts and kills meet requests on their way.
    await session.faults([{ stage: "submit", times: null, fault: { delayMs: 30 } }]);
    const site = { simulator: session.api, mirror: session.api, key: KEY, isStoppedGently: isGentle };
    const sites = await SITES[store](site);
    const fleet = new Fleet(sites, isGentle);
    try {
      await fleet.start();
      const began = performance.now();
      const shop = new Shop(fleet, disasters(fleet, { count, kills, storeKills }));
      await shop.buyAll(count);
      const judged = await judge(session, fleet, shop.ends);
      const seconds = Math.round((performance.now() - began) / 1000);
      return { submits: count, ...shop.figures, ...fleet.figures, ...judged, seconds };
    } finally {
      await fleet.stop();
      await sites.stop();
    }
  } finally {
    await simulator.stop();
  }
}

/** The relays over one store, in processes of their own. */
class Fleet {
  figures = { kills: 0, storeKills: 0 };

  constructor(sites, isGentle) {
    this.sites = sites;
    this.isGentle = isGentle;
    this.slots = sites.configs.map((config) => ({ config, server: null }));
  }

  /** Starts every relay. Where one does not start, the others are there for `stop` all the same. */
  async start() {
    const started = await Promise.allSettled(this.slots.map((slot) => this.startIn(slot)));
    const failed = started.find(({ status }) => status === "rejected");
    if (failed) throw failed.reason;
  }

  async startIn(slot) {
    slot.server = await this.sites.start(slot.config);
  }

  /** Returns the relays that run. */
  get running() {
    return this.slots.filter(({ server }) => server !== null);
  }

  /** Kills any relay, or stops it gently, where all run, and starts it again. */
  async killOne() {
    if (this.running.length < this.slots.length) return;
    const slot = anyOf(this.slots);
    const { server } = slot;
    slot.server = null;
    await (this.isGentle ? server.stop() : server.kill());
    this.figures.kills += 1;
    await this.startIn(slot);
  }

  async killStore() {
    await this.sites.kill();
    this.figures.storeKills += 1;
    await pause(200);
    await this.sites.revive();
  }

  async stop() {
    await Promise.all(this.running.map(({ server }) => server.stop()));
  }
}

/** Returns what is killed, by how many purchases have ended before. */
function disasters(fleet, { count, kills, storeKills }) {
  const relays = Array.from({ length: kills }, (_, kill) => ({
    at: Math.floor(((kill + 1) * count) / (kills + 1)),
    run: () => fleet.killOne(),
  }));
  const stores = Array.from({ length: storeKills }, (_, kill) => ({
    at: Math.floor(((kill + 0.5) * count) / storeKills),
    run: () => fleet.killStore(),
  }));
  return [...relays, ...stores].sort((one, other) => one.at - other.at);
}

/** Makes the purchases; `ends` holds how each ended, by its key. */
class Shop {
  ends = new Map();
  figures = { calls: 0, cuts: 0 };
  isClosed = false;

  constructor(fleet, disasters) {
    this.fleet = fleet;
    this.disasters = disasters;
  }

  async buyAll(count) {
    const numbers = Array.from({ length: count }, (_, number) => number).values();
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, () => this.work(numbers)));
    } finally {
      // Where one failed, the others do not go on.
      this.isClosed = true;
    }
  }

  async work(numbers) {
    for (const number of numbers) {
      await this.buy(number);
      while (this.disasters[0]?.at <= this.ends.size) await this.disasters.shift().run();
    }
  }

  async buy(number) {
    const key = `purchase-${number}`;
    const body = JSON.stringify({ prompt: `purchase ${number}.`, images: [`${PICTURE}`] });
    while (!this.isClosed) {
      const times = 1 + Math.floor(Math.random() * 3);
      const answers = await Promise.all(Array.from({ length: times }, () => this.call(body, key)));
      const end = answers.find((answer) => answer?.outcome === "answered") ?? answers.find(isLost);
      if (end !== undefined) return this.ends.set(key, end);
    }
  }

  /** Sends a submit to any relay that runs, and returns how it ended; `null` where the connection was cut or refused. */
  async call(body, key) {
    const { running } = this.fleet;
    if (running.length === 0) return pause(20, null);
    const cut = anyOf(CUTS);
    this.figures.calls += 1;
    if (cut !== null) this.figures.cuts += 1;
    return exchange({ port: anyOf(running).server.port, path: SUBMIT.path, body, key, cut });
  }
}

/** Compares what the relays said, and say now, with what the provider sold. */
async function judge(session, fleet, ends) {
  const sold = new Map();
  for (const { prompt } of await session.jobs()) sold.set(prompt, (sold.get(prompt) ?? 0) + 1);
  const failures = [];
  const figures = { answered: 0, found: 0, unknown: 0, unknownButBought: 0 };
  for (const [key, end] of ends) {
    const jobs = sold.get(`${key.replace("-", " ")}.`) ?? 0;
    if (jobs > 1) failures.push(`${key} was paid ${jobs} times`);
    if (end.outcome !== "answered") {
      figures.unknown += 1;
      figures.unknownButBought += jobs;
      continue;
    }
    figures.answered += 1;
    if (jobs !== 1) failures.push(`${key} was answered and paid ${jobs} times`);
    const texts = await Promise.all(fleet.slots.map(({ server }) => found(server, key)));
    if (texts.every((text) => JSON.parse(text).reply === end.text)) figures.found += 1;
    else failures.push(`${key} is not found again: ${texts}`);
  }
  return { ...figures, paid: sold.size, failures };
}

/** Returns what a relay says about the submit with a key. */
async function found({ port }, key) {
  const { text } = await exchange({ port, path: `${FIND}${key}`, body: null, key, cut: null });
  return text;
}

const anyOf = (list) => list[Math.floor(Math.random() * list.length)];

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
