import { fetchServerSentEvents, useGenerateImage } from "@tanstack/ai-react";

const connection = fetchServerSentEvents("/api/edit");

export function Editor({ threadId, image, prompt }: { threadId: string; image: string; prompt: string }) {
  const { generate, result } = useGenerateImage({ connection, threadId, persistence: true });
  const parts = [
    { type: "text" as const, content: prompt },
    { type: "image" as const, source: { type: "data" as const, value: image, mimeType: "image/jpeg" } },
  ];
  return (
    <>
      <button type="button" onClick={() => generate({ prompt: parts })}>
        Edit
      </button>
      <img src={`data:image/png;base64,${result?.images[0]?.b64Json}`} alt="" />
    </>
  );
}
