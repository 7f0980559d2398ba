import { replicate } from "@ai-sdk/replicate";
import { generateImage } from "ai";
import { type Route, userIdOf } from "../tasks.ts";

export const POST: Route = async (request) => {
  if (!userIdOf(request.headers.get("cookie"))) return new Response("Log in first.", { status: 401 });
  const form = await request.formData();
  const { image } = await generateImage({
    model: replicate.image("google/nano-banana-pro"),
    prompt: { text: String(form.get("prompt")), images: [await (form.get("image") as File).bytes()] },
  });
  return new Response(image.uint8Array.slice(), { headers: { "content-type": image.mediaType } });
};
