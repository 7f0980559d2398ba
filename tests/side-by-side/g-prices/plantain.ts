import { models } from "plantain/models";
import type { Prices } from "../tasks.ts";

export const prices: Prices = async () =>
  models.map(({ name, providerName, price }) => {
    const amounts = price?.range ?? Object.values(price?.amounts ?? { all: price?.amount });
    const least = Math.min(...amounts.map((amount) => amount ?? Number.NaN)) / 1e6;
    return { name: `${name}, ${providerName}`, price: Number.isNaN(least) ? "not known" : `from $${least}` };
  });
