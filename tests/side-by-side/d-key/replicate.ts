import Replicate, { type FileOutput } from "replicate";
import { type Route, userIdOf } from "../tasks.ts";

const replicate = new Replicate({ auth: process.env.REPLICATE_API_TOKEN ?? "" });

export const POST: Route = async (request) => {
  if (!userIdOf(request.headers.get("cookie"))) return new Response("Log in first.", { status: 401 });
  const form = await request.formData();
  const input = { prompt: form.get("prompt"), image_input: [form.get("image")] };
  const output = await replicate.run("google/nano-banana-pro", { input });
  return new Response(output as FileOutput);
};
