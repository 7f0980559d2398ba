import { generateImage } from "@tanstack/ai";
import { geminiImage } from "@tanstack/ai-gemini";
import { type Route, userIdOf } from "../tasks.ts";

export const POST: Route = async (request) => {
  if (!userIdOf(request.headers.get("cookie"))) return new Response("Log in first.", { status: 401 });
  const form = await request.formData();
  const file = form.get("image") as File;
  const value = Buffer.from(await file.arrayBuffer()).toString("base64");
  const { images } = await generateImage({
    adapter: geminiImage("gemini-3-pro-image"),
    prompt: [
      { type: "text", content: String(form.get("prompt")) },
      { type: "image", source: { type: "data", value, mimeType: file.type } },
    ],
  });
  return new Response(Buffer.from(images[0]?.b64Json ?? "", "base64"), {
    headers: { "content-type": "image/png" },
  });
};
