import { InferenceClient } from "@huggingface/inference";
import { firstRequest, PROMPT } from "./request.js";

/** Its first request asks which provider has the model. */
export const first = () =>
  firstRequest((fetch) => {
    const client = new InferenceClient("hf_key", { fetch });
    const inputs = new Blob(["photo"], { type: "image/jpeg" });
    const model = "black-forest-labs/FLUX.1-Kontext-dev";
    return client.imageToImage({ provider: "fal-ai", model, inputs, parameters: { prompt: PROMPT } });
  });
