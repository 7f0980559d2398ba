import type { Edit, Resume } from "../tasks.ts";

export const edit: Edit = async (file, prompt) => {
  const body = new FormData();
  body.set("image", file);
  body.set("prompt", prompt);
  const response = await fetch("/api/edit", { method: "POST", body });
  if (!response.ok) throw new Error(await response.text());
  const id: string = await response.json();
  localStorage.setItem(`replicate:${id}`, "");
  return await wait(id);
};

export const resume: Resume = async (onImage) => {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("replicate:")) onImage(await wait(name.slice(10)));
  }
};

async function wait(id: string): Promise<string> {
  for (;;) {
    const response = await fetch(`/api/edit?id=${id}`);
    if (!response.ok) throw new Error(await response.text());
    const { status, output } = await response.json();
    if (status !== "starting" && status !== "processing") localStorage.removeItem(`replicate:${id}`);
    if (status === "succeeded") return output;
    if (status === "failed" || status === "canceled" || status === "aborted") throw new Error(status);
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}
