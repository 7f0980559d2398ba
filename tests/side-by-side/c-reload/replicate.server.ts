import Replicate from "replicate";
import type { Route } from "../tasks.ts";

const replicate = new Replicate({ auth: process.env.REPLICATE_API_TOKEN ?? "" });

export const POST: Route = async (request) => {
  const form = await request.formData();
  const input = { prompt: form.get("prompt"), image_input: [form.get("image")] };
  const { id } = await replicate.predictions.create({ model: "google/nano-banana-pro", input });
  return Response.json(id);
};

export const GET: Route = async ({ url }) => {
  const id = new URL(url).searchParams.get("id") ?? "";
  const { status, output } = await replicate.predictions.get(id);
  return Response.json({ status, output });
};
