import { dollars } from "./types.js";

/** Returns a Markdown table of families: which provider sells which, and for what. */
export function families(providers, shown = /^/) {
  const familyOf = ({ family, name }) => family ?? name;
  const all = new Set(providers.flatMap(({ models }) => models.map(familyOf)));
  const rowOf = (family) => {
    const tasks = ({ models }) =>
      new Set(models.filter((model) => familyOf(model) === family).flatMap(({ tasks }) => tasks));
    return [`\`${family}\``, ...providers.map((provider) => [...tasks(provider)].sort().join(", "))];
  };
  const head = ["family", ...providers.map(({ name, models }) => `${name} (${models.length})`)];
  return table(head, [...all].filter((family) => shown.test(family)).map(rowOf));
}

/** Returns the offers for one request, as `offers` lists them: the cheapest first, and last those whose price is not known. */
export function offers(providers) {
  const rows = providers
    .flatMap(({ offers }) => offers.Ok)
    .sort((one, other) => (one.most ?? UNKNOWN) - (other.most ?? UNKNOWN))
    .map(({ provider, model, least, most }) => {
      const { name, models } = providers.find(({ id }) => id === provider);
      const { page, seconds, confidence } = models.find(({ id }) => id === model);
      const range = least === most ? dollars(most) : `${dollars(least)} to ${dollars(most)}`;
      const price = most === null ? "not known" : range;
      return [name, `[\`${model}\`](${page})`, price, `${seconds} s`, confidence];
    });
  const head = ["provider", "model", "price of an image", "about", "data"];
  return table(head, rows, ["---", "---", "---:", "---:", "---"]);
}

function table(head, rows, rule = head.map(() => "---")) {
  return `${row(head)}|${rule.join("|")}|\n${rows.map(row).join("")}`;
}

/** Returns a line of a table. */
export const row = (cells) => `| ${cells.join(" | ")} |\n`;

/** Dearer than any price. */
const UNKNOWN = Number.MAX_SAFE_INTEGER;
