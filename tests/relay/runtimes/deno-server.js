import { denoKvStore } from "../../../pkg/relay/deno-kv.js";
import { siteOf } from "../site.js";

const config = JSON.parse(Deno.env.get("SITE"));
const kv = await Deno.openKv(config.disk ?? ":memory:");
const handler = siteOf(config, denoKvStore(kv));
const onListen = ({ port }) => console.log(JSON.stringify({ port }));
Deno.serve({ port: 0, hostname: "127.0.0.1", onListen }, handler);
