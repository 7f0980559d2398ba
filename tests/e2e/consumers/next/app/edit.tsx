"use client";

import { createClient } from "plantain";
import { useState } from "react";

const plantain = createClient({ relay: "/api/plantain" });

export function Edit() {
  const [url, setUrl] = useState();

  async function edit({ target }) {
    const { images } = await plantain.run({
      provider: "mulerun",
      model: "google/nano-banana-pro/edit",
      prompt: "give the man a red hat",
      images: target.files,
    });
    setUrl(images[0].url);
  }

  return (
    <>
      <input type="file" accept="image/*" aria-label="An image" onChange={edit} />
      <img alt="" src={url} />
    </>
  );
}
