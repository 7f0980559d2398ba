// The list of jobs and the entries for frameworks as a page in TypeScript uses them. Nothing here runs.

import { createClient, isPlantainError, type OutputImage, type Problem, type Result } from "plantain";
import { type JobList, jobsOf } from "plantain/jobs";
import { type Images, type Job, useImages } from "plantain/react";
import { useImages as useInSvelte } from "plantain/svelte";
import { useImages as useInVue } from "plantain/vue";

const plantain = createClient({ relay: "/api/plantain" });

/** What this page keeps beside each job. */
interface Title {
  title: string;
}

export const list: JobList<Title> = jobsOf<Title>(plantain);
export const stop: () => void = list.subscribe(() => list.getSnapshot());

export const { jobs, run, cancel, resume, forget }: Images<Title> = useImages<Title>(plantain);

export const inVue: readonly Job<Title>[] = useInVue<Title>(plantain).jobs.value;
export const inSvelte: readonly Job[] = useInSvelte(plantain).jobs;

const request = { provider: "mulerun", model: "google/nano-banana-pro/generation", prompt: "a hat" } as const;

export async function click(): Promise<Job<Title>> {
  await run({ family: "nano-banana-pro", prompt: "a hat" }, { timeoutMs: 1000, prefer: ["mulerun"] });
  const job = await run(request, {
    label: { title: "hat" },
    onProgress: ({ stage }) => console.log(stage),
  });
  await resume();
  await forget(job);
  return cancel(await resume(job));
}

/** Buys the same again: `request` is any request, and `label` may be missing. */
export async function again({ request, label }: Job<Title>): Promise<Job<Title> | undefined> {
  return request && run(request, { label });
}

export function view(job: Job<Title>): string | Result | readonly OutputImage[] | readonly Problem[] {
  const title: string | undefined = job.label?.title;
  const progress: number = job.progress;
  switch (job.status) {
    case "preparing":
    case "queued":
    case "running":
      return `${title} ${progress} ${job.canCancel} ${job.isCancelling} ${job.cancelError?.message}`;
    case "done":
      return job.images.length > 0 ? job.images : job.result;
    case "failed":
      if (isPlantainError(job.error)) return job.error.problems ?? job.error.kind;
      return job.canResume ? job.error.message : `${job.error.billed}`;
    case "unknown":
      return `${job.intent.id} ${job.error.message}`;
    case "cancelled":
      return `${job.ticket?.job} ${job.refunded?.usd}`;
    default:
      return job satisfies never;
  }
}

// @ts-expect-error an error is only there where something failed
export const early: string = jobs[0]?.error.message;
// @ts-expect-error the list is replaced, never changed
jobs.push(jobs[0]);
// @ts-expect-error a model that the provider does not sell
run({ ...request, model: "dall-e" });
// @ts-expect-error a misspelt option
run(request, { timeout: 1000 });
// @ts-expect-error `cancel` is in place of a signal
run(request, { signal: new AbortController().signal });
// @ts-expect-error the store is the client's
run(request, { store: localStorage });
// @ts-expect-error not the label of this page
run(request, { label: { name: "hat" } });
// @ts-expect-error a job, not its id
cancel("job-1");
// @ts-expect-error a client, not its options
useImages({ relay: "/api/plantain" });
