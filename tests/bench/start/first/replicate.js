import Replicate from "replicate";
import { firstRequest, IMAGE, PROMPT } from "./request.js";

export const first = () =>
  firstRequest((fetch) => {
    const replicate = new Replicate({ auth: "key", fetch });
    return replicate.predictions.create({
      model: "google/nano-banana",
      input: { prompt: PROMPT, image_input: [IMAGE] },
    });
  });
