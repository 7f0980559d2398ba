import { siteOf } from "../site.js";

let site;

export default {
  fetch(request, env) {
    site ??= siteOf(env.SITE);
    return site(request);
  },
};
