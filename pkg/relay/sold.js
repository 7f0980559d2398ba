// The models that a relay lets through: their routes and the most that one request for each can cost.

import { table as mulerouter } from "../models/mulerouter.js";
import { table as mulerun } from "../models/mulerun.js";
import { withOwn } from "../models/own.js";
import { table as pixazo } from "../models/pixazo.js";
import { table as pixelbyte } from "../models/pixelbyte.js";

const TABLES = { mulerouter, mulerun, pixazo, pixelbyte };

/** Returns the models of a provider: the operator's own, then the provider's without those that they replace. */
export const soldModels = (provider, own = []) => withOwn(provider, own, TABLES[provider]);

/**
 * Fills in the routes of a provider for its models: `fixed`, lists of routes by path, and `open`, those with a job in the path, which is between `before`
 * and `after`. A submit has `models`, the ids of those at its path; `isNamed` is true where the body names one of them. Several at one path are told
 * apart by members of the body that may follow megabytes of base64, so a submit there may be any of them.
 */
export function routesOf(templates, models) {
  const all = templates.flatMap((route) => filled(route, models));
  const open = all.flatMap((route) => {
    const [before, after] = route.path.split("{job}");
    return after === undefined ? [] : [{ ...route, before, after }];
  });
  // The probe of some providers is a poll of a job that does not exist.
  const isPolled = ({ method, path }) =>
    open.some((route) => route.purpose === "poll" && route.method === method && route.path === path);
  const fixed = new Map();
  for (const route of all.filter(({ path }) => !path.includes("{job}"))) {
    fixed.set(route.path, [...(fixed.get(route.path) ?? []), route]);
  }
  return { fixed, open: open.filter((route) => route.purpose !== "probe" || !isPolled(route)) };
}

/** Returns the most that one request for a model can cost, in micro-dollars; `null` where its price or the number of its images has no documented limit. */
export function mostMicroUsd({ fields, makes = 1, price }) {
  if (!price) return null;
  const { per, amount, range, amounts, factors = [] } = price;
  const most = amount ?? range?.[1] ?? Math.max(...Object.values(amounts));
  const images = per === "request" ? 1 : fields.count ? fields.count.integer[1] : makes;
  if (images === null) return null;
  // Whole numbers at each step: products of fractions are a little too large or too small.
  return factors.reduce(
    (all, { thousandths }) => Math.ceil((all * Math.max(...Object.values(thousandths))) / 1000),
    most * images,
  );
}

function filled(route, models) {
  const isSubmit = route.purpose === "submit";
  if (!route.path.includes("{path}")) {
    return isSubmit ? [{ ...route, models: models.map(({ id }) => id), isNamed: true }] : [route];
  }
  const ids = new Map();
  for (const { id, path } of models) ids.set(path, [...(ids.get(path) ?? []), id]);
  return Array.from(ids, ([path, at]) => {
    const own = { ...route, path: route.path.replace("{path}", path) };
    return isSubmit ? { ...own, models: at, isNamed: false } : own;
  });
}
