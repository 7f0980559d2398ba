import { createClient } from "plantain";
import { explain } from "plantain/explain";
import { type Images, type Job, useImages } from "plantain/react";
import type { ChangeEvent } from "react";

const plantain = createClient({ relay: "/api/plantain", store: () => localStorage });

export function Edit() {
  const images = useImages<string>(plantain);

  const edit = ({ target: { files } }: ChangeEvent<HTMLInputElement>) => {
    if (!files?.[0]) return;
    const request = {
      provider: "pixelbyte",
      model: "google/nano-banana-pro/edit-image",
      prompt: "give the man a red hat",
      images: files,
    } as const;
    images.run(request, { label: files[0].name });
  };

  return (
    <>
      <input type="file" accept="image/*" aria-label="An image" onChange={edit} />
      <ul>
        {images.jobs.map((job) => (
          <li key={job.id}>
            {job.label} <State job={job} images={images} />
          </li>
        ))}
      </ul>
    </>
  );
}

function State({ job, images: { cancel, resume, forget } }: { job: Job<string>; images: Images<string> }) {
  switch (job.status) {
    case "done":
      return job.images.map(({ url }) => <img key={url} alt="" src={url} />);
    case "cancelled":
      return "was cancelled";
    case "failed":
    case "unknown": {
      const { title, detail, cost } = explain(job.error);
      return (
        <p role="alert">
          <strong>{title}</strong> {detail} {cost}
          {(job.status === "unknown" || job.canResume) && (
            <button type="button" onClick={() => resume(job)}>
              Look again
            </button>
          )}
          <button type="button" onClick={() => forget(job)}>
            Forget
          </button>
        </p>
      );
    }
    default:
      return (
        <>
          <progress value={job.progress} /> {job.status}
          <button type="button" disabled={job.isCancelling} onClick={() => cancel(job)}>
            Cancel
          </button>
          {job.cancelError && <span role="alert">{explain(job.cancelError).detail}</span>}
        </>
      );
  }
}
