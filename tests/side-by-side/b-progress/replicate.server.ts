import Replicate from "replicate";
import type { Route } from "../tasks.ts";

const replicate = new Replicate({ auth: process.env.REPLICATE_API_TOKEN ?? "", useFileOutput: false });

export const POST: Route = async (request) => {
  const form = await request.formData();
  const input = { prompt: form.get("prompt"), image_input: [form.get("image")] };
  const { signal } = request;
  const body = new ReadableStream({
    start: async (stream) => {
      const send = (event: object) => stream.enqueue(`${JSON.stringify(event)}\n`);
      try {
        const wait = { mode: "poll" } as const;
        const url = await replicate.run("google/nano-banana-pro", { input, signal, wait }, ({ status }) => {
          if (!signal.aborted) send({ status });
        });
        send({ url });
        stream.close();
      } catch (error) {
        stream.error(error);
      }
    },
  });
  return new Response(body.pipeThrough(new TextEncoderStream()));
};
