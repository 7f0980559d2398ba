import { denoKvStore } from "../../../pkg/relay/deno-kv.js";
import { siteOf } from "../site.js";

const handler = siteOf(JSON.parse(Deno.env.get("SITE")), denoKvStore(await Deno.openKv(":memory:")));
const onListen = ({ port }) => console.log(JSON.stringify({ port }));
Deno.serve({ port: 0, hostname: "127.0.0.1", onListen }, handler);
