import { siteOf } from "../../../site.js";

let site;

function handler(request) {
  site ??= siteOf(JSON.parse(process.env.SITE));
  return site(request);
}

export { handler as GET, handler as OPTIONS, handler as POST, handler as PUT };
