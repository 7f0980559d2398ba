/**
 * Writes millionths of a US dollar as dollars, exactly: 134000 is "$0.134".
 *
 * @param {number} microUsd
 */
export function dollars(microUsd) {
  return DOLLARS.format(microUsd / MICRO_PER_DOLLAR);
}

/**
 * Writes a cost: an amount, a range, or that there is no published price.
 *
 * @param {import("../pkg/index.js").Cost} cost
 */
export function costWords(cost) {
  if (cost === null) return "Price not published";
  if (cost.exact) return dollars(cost.microUsd);
  return `${dollars(cost.min.microUsd)} to ${dollars(cost.max.microUsd)}`;
}

const MICRO_PER_DOLLAR = 1_000_000;

const DOLLARS = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  minimumFractionDigits: 2,
  maximumFractionDigits: 6,
});
