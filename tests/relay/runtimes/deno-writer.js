// Adds to the same entries of a store in Deno KV as other processes do at the same moment, and prints what it did.
import { denoKvStore } from "../../../pkg/relay/deno-kv.js";

const { disk, times } = JSON.parse(Deno.args[0]);
const kv = await Deno.openKv(disk);
let commits = 0;
const counted = {
  get: (key) => kv.get(key),
  set: (...parameters) => kv.set(...parameters),
  atomic() {
    commits += 1;
    return kv.atomic();
  },
};
const store = denoKvStore(counted);
const ttl = { ttl: 1000 };
const added = [];
await Promise.all(
  Array.from({ length: times }, async (_, number) => {
    await store.increment("sum", 1, ttl);
    if (await store.add(`entry-${number}`, "x", ttl)) added.push(number);
    await store.set("last", String(number), ttl);
  }),
);
console.log(JSON.stringify({ added, commits, sum: await store.increment("sum", 0, ttl) }));
kv.close();
