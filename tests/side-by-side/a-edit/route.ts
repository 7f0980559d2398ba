// For packages that run on a server only: the page calls the route of d.
import type { Edit } from "../tasks.ts";

export const edit: Edit = async (file, prompt) => {
  const body = new FormData();
  body.set("image", file);
  body.set("prompt", prompt);
  const response = await fetch("/api/edit", { method: "POST", body });
  if (!response.ok) throw new Error(await response.text());
  return URL.createObjectURL(await response.blob());
};
