import { createClient, isPlantainError } from "/pkg/index.js";

/** Runs a request, and one that is none. */
addEventListener("message", async ({ data: { clientOptions, request } }) => {
  const client = createClient(clientOptions);
  const timer = setInterval(() => dispatchEvent(new Event("online")), 50);
  const result = await client.run(request);
  const error = await client.run({}).catch((error) => error);
  clearInterval(timer);
  postMessage({ images: result.images.length, job: result.ticket.job, isError: isPlantainError(error) });
});
