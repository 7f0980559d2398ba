import { fetchServerSentEvents, useGenerateImage } from "@tanstack/ai-react";
import { useState } from "react";

const connection = fetchServerSentEvents("/api/edit");

export function Editor({ value, mimeType, prompt }: { value: string; mimeType: string; prompt: string }) {
  const [progress, setProgress] = useState(0);
  const { generate, result, error, stop } = useGenerateImage({ connection, onProgress: setProgress });
  const parts = [
    { type: "text" as const, content: prompt },
    { type: "image" as const, source: { type: "data" as const, value, mimeType } },
  ];
  return (
    <>
      <button type="button" onClick={() => generate({ prompt: parts })}>
        Edit
      </button>
      <p>
        {error?.message}
        {result?.images.map(({ b64Json }) => (
          <img key={b64Json} src={`data:image/png;base64,${b64Json}`} alt="" />
        ))}
        <progress value={progress / 100} />
        <button type="button" onClick={stop}>
          Cancel
        </button>
      </p>
    </>
  );
}
