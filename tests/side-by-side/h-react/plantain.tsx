import { createClient } from "plantain";
import { useImages } from "plantain/react";

const plantain = createClient({ relay: "/api/plantain", store: () => localStorage });

export function Editor({ file, prompt }: { file: File; prompt: string }) {
  const { jobs, run, cancel } = useImages(plantain);
  return (
    <>
      <button type="button" onClick={() => run({ family: "nano-banana-pro", prompt, images: [file] })}>
        Edit
      </button>
      {jobs.map((job) => (
        <p key={job.id}>
          {job.status === "failed" && job.error.message}
          {job.images.map(({ url }) => (
            <img key={url} src={url} alt="" />
          ))}
          <progress value={job.progress} />
          <button type="button" onClick={() => cancel(job)}>
            Cancel
          </button>
        </p>
      ))}
    </>
  );
}
