// The models that a relay lets through: their routes and the most that one request for each can cost.

import { table as mulerouter } from "../models/mulerouter.js";
import { table as mulerun } from "../models/mulerun.js";
import { table as pixazo } from "../models/pixazo.js";
import { table as pixelbyte } from "../models/pixelbyte.js";

const TABLES = { mulerouter, mulerun, pixazo, pixelbyte };

/** Returns the models of a provider: the operator's own, then the provider's without those that they replace. */
export function modelsOf(provider, own = []) {
  const added = own.filter((model) => model.provider === provider);
  const replaced = new Set(added.map(({ id }) => id));
  return [...added, ...TABLES[provider].filter(({ id }) => !replaced.has(id))];
}

/**
 * Fills in the routes of a provider for its models. A submit has `models`, the ids of those at its path; `isNamed` is true where the body
 * names one of them.
 */
export function routesOf(templates, models) {
  const routes = templates.flatMap((route) => {
    if (route.purpose === "submit" && !route.path.includes("{path}")) {
      return [{ ...route, models: models.map(({ id }) => id), isNamed: true }];
    }
    if (!route.path.includes("{path}")) return [route];
    const paths = new Set(models.map(({ path }) => path));
    return Array.from(paths, (path) => {
      const filled = { ...route, path: route.path.replace("{path}", path) };
      if (route.purpose !== "submit") return filled;
      const at = models.filter((model) => model.path === path);
      return { ...filled, models: at.map(({ id }) => id), isNamed: false };
    });
  });
  // The probe of some providers is a poll of a job that does not exist.
  const isPolled = ({ method, path }) =>
    routes.some((route) => route.purpose === "poll" && route.method === method && route.path === path);
  return routes.filter((route) => route.purpose !== "probe" || !isPolled(route));
}

/** Returns the most that one request for a model can cost, in micro-dollars; `null` where no price or no limit is known. */
export function mostMicroUsd({ fields, makes = 1, price }) {
  if (!price) return null;
  const { per, amount, range, amounts, factors = [] } = price;
  const most = amount ?? range?.[1] ?? Math.max(...Object.values(amounts));
  const images = per === "request" ? 1 : fields.count ? mostImages(fields.count.integer[1]) : makes;
  const factor = factors.reduce(
    (all, { thousandths }) => all * (Math.max(...Object.values(thousandths)) / 1000),
    1,
  );
  return Math.ceil(most * images * factor);
}

/** Where a provider documents no limit: more than any of them makes of one request. */
const mostImages = (documented) => documented ?? 16;
