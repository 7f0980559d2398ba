import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ioredis from "ioredis";
import { createClient } from "redis";
import { redisStore } from "../../../pkg/relay/redis.js";
import { freePort } from "../../support/programs.js";

/** Returns a store in Redis over the client that `{ port, client }` names; `undefined` without. */
export async function redisOf({ port, client } = {}) {
  if (port === undefined) return undefined;
  if (client === "ioredis") return redisStore(new Ioredis(port).on("error", () => {}));
  const url = `redis://127.0.0.1:${port}`;
  return redisStore(
    await createClient({ url })
      .on("error", () => {})
      .connect(),
  );
}

/** Starts a Redis that loses nothing when it is killed: `{ port, kill(), start(), stop() }`. */
export async function startRedis() {
  const folder = await mkdtemp(join(tmpdir(), "plantain-redis-"));
  const port = await freePort();
  let child;
  const redis = {
    port,
    async start() {
      const options = [
        "--port",
        port,
        "--bind",
        "127.0.0.1",
        "--dir",
        folder,
        "--save",
        "",
        "--logfile",
        "redis.log",
      ];
      const safe = ["--appendonly", "yes", "--appendfsync", "always"];
      child = spawn("redis-server", [...options, ...safe].map(String), { stdio: "ignore" });
      const [reason] = await Promise.race([once(child, "spawn"), once(child, "error")]);
      if (reason) throw new Error("redis-server was not found: apt install redis-server", { cause: reason });
      const client = new Ioredis(port).on("error", () => {});
      await client.ping();
      client.disconnect();
    },
    async kill() {
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
    async stop() {
      await redis.kill();
      await rm(folder, { recursive: true });
    },
  };
  await redis.start();
  return redis;
}
