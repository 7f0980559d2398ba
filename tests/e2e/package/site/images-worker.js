import { createClient, inspect } from "/pkg/index.js";

/** Runs a request and looks at its first image. */
addEventListener("message", async ({ data: { clientOptions, request } }) => {
  const timer = setInterval(() => dispatchEvent(new Event("online")), 50);
  const { prepared } = await createClient(clientOptions).run(request);
  clearInterval(timer);
  postMessage({ prepared, located: (await inspect(request.images[0])).gps });
});
