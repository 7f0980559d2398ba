"use client";

import { createClient } from "plantain";
import { type ChangeEvent, useState } from "react";

const plantain = createClient({ relay: "/api/plantain" });

export function Edit() {
  const [url, setUrl] = useState<string>();
  const [problem, setProblem] = useState<string>();

  async function edit({ target }: ChangeEvent<HTMLInputElement>) {
    setProblem(undefined);
    try {
      const { images } = await plantain.run({
        provider: "mulerun",
        model: "google/nano-banana-pro/edit",
        prompt: "give the man a red hat",
        images: target.files ?? [],
      });
      setUrl(images[0].url);
    } catch (error) {
      setProblem((error as Error).message);
    }
  }

  return (
    <>
      <input type="file" accept="image/*" aria-label="An image" onChange={edit} />
      {problem && <p role="alert">{problem}</p>}
      <img alt="" src={url} />
    </>
  );
}
