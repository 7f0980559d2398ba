import { durableObjectStore } from "../../../pkg/relay/durable-object.js";
import { siteOf } from "../site.js";

export { PlantainStore } from "../../../pkg/relay/durable-object.js";

let site;

export default {
  fetch(request, env, context) {
    site ??= siteOf(env.SITE, durableObjectStore(env.STORE));
    return site(request, context);
  },
};
