import { siteOf } from "../site.js";

const fetch = siteOf(JSON.parse(process.env.SITE));
const { port } = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch });
console.log(JSON.stringify({ port }));
