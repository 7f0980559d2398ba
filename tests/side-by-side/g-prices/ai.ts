import { gateway } from "ai";
import type { Prices } from "../tasks.ts";

export const prices: Prices = async () => {
  const { models } = await gateway.getAvailableModels();
  return models
    .filter(({ modelType }) => modelType === "image")
    .map(({ name, pricing }) => ({ name, price: pricing ? `$${pricing.output} a token` : "not known" }));
};
