import { dollars } from "./types.js";

/** Returns a Markdown table of families: which provider sells which, and for what. */
export function families(providers, shown = /^/) {
  const familyOf = ({ family, name }) => family ?? name;
  const all = new Set(providers.flatMap(({ models }) => models.map(familyOf)));
  const row = (family) => {
    const tasks = ({ models }) =>
      new Set(models.filter((model) => familyOf(model) === family).flatMap(({ tasks }) => tasks));
    return [`\`${family}\``, ...providers.map((provider) => [...tasks(provider)].sort().join(", "))];
  };
  return markdown([
    ["family", ...providers.map(({ name, models }) => `${name} (${models.length})`)],
    ["---", ...providers.map(() => "---")],
    ...[...all].filter((family) => shown.test(family)).map(row),
  ]);
}

/** Returns the offers for one request, as `offers` lists them: the cheapest first, and last those whose price is not known. */
export function offers(providers) {
  const rows = providers
    .flatMap(({ offers }) => offers.Ok)
    .sort((one, other) => (one.most ?? Infinity) - (other.most ?? Infinity) || 0)
    .map(({ provider, model, least, most }) => {
      const { name, models } = providers.find(({ id }) => id === provider);
      const { page, seconds, confidence } = models.find(({ id }) => id === model);
      const range = least === most ? dollars(most) : `${dollars(least)} to ${dollars(most)}`;
      const price = most === null ? "not known" : range;
      return [name, `[\`${model}\`](${page})`, price, `${seconds} s`, confidence];
    });
  return markdown([
    ["provider", "model", "price of an image", "about", "data"],
    ["---", "---", "---:", "---:", "---"],
    ...rows,
  ]);
}

/** Returns rows of cells as Markdown. */
export function markdown(rows) {
  const line = (cells) =>
    cells.every((cell) => /^-+:?$/.test(cell)) ? cells.join("|") : ` ${cells.join(" | ")} `;
  return rows.map((cells) => `|${line(cells)}|\n`).join("");
}
