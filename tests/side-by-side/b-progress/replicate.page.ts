import type { EditWatched } from "../tasks.ts";

export const edit: EditWatched = async (file, prompt, onProgress, signal) => {
  const body = new FormData();
  body.set("image", file);
  body.set("prompt", prompt);
  const response = await fetch("/api/edit", { method: "POST", body, signal });
  if (!response.ok || !response.body) throw new Error(await response.text());
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      const { status, url } = JSON.parse(line);
      if (url) return url;
      onProgress(status);
    }
  }
  throw new Error("The reply ended before the image.");
};
