import { estimateCost } from "plantain/inline";
import { models } from "plantain/models";
import { Edit } from "./edit";

/** Runs on the server: the models are plain data, and a cost needs no browser. */
export default async function Page() {
  const cost = await estimateCost({
    provider: "pixelbyte",
    model: "google/nano-banana-dev/text-to-image",
    prompt: "a lake at sunrise",
  });
  const { usd } = "min" in cost ? cost.min : cost;
  return (
    <main>
      <p>
        {models.length} models, from ${usd}
      </p>
      <Edit />
    </main>
  );
}
