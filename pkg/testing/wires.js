/** Finds the call that a request makes, by the end of its path: a relay or `baseUrl` may stand before it. */
export function wireOf(method, pathname) {
  return WIRES.find((wire) => wire.method === method && wire.path.test(pathname));
}

// --- PixelByte -----------------------------------------------------------------------------------------------------

const pixelbyte = {
  provider: "pixelbyte",
  refusal({ status, message, retryAfter }) {
    const code = PIXELBYTE_CODES[status] ?? "INTERNAL_ERROR";
    return {
      success: false,
      error: { code, message, details: retryAfter === undefined ? {} : { retryAfter } },
    };
  },
};

const presign = {
  ...pixelbyte,
  stage: "presign",
  method: "POST",
  path: /\/v1\/uploads\/presign$/,
  answer() {
    const fileId = crypto.randomUUID();
    const data = {
      uploadUrl: `https://storage.example/plantain-testing/${fileId}`,
      fileUrl: `https://files.example/${fileId}`,
      fileId,
      expiresAt: new Date(Date.now() + 900_000).toISOString(),
      maxSize: 10_485_760,
    };
    return { json: { success: true, data } };
  },
};

const upload = {
  ...pixelbyte,
  stage: "upload",
  method: "PUT",
  path: /^\/plantain-testing\/[^/]+$/,
  answer: () => ({}),
};

const submitToPixelbyte = {
  ...pixelbyte,
  stage: "submit",
  method: "POST",
  path: /\/v1\/jobs\/submit$/,
  answer({ body: { model, input }, accept }) {
    const count = Number(input.numberOfGenerations ?? input.num_images ?? 1);
    const { job } = accept({ provider: "pixelbyte", model, prompt: input.prompt, count, input });
    return { json: { jobId: job.job, status: "pending" } };
  },
};

const cancel = {
  ...pixelbyte,
  stage: "cancel",
  method: "POST",
  path: /\/v1\/jobs\/[^/]+\/cancel$/,
  async answer({ pathname, find }) {
    const jobId = pathname.split("/").at(-2);
    const found = await find(jobId);
    if (!found) return missing();
    if (found.status !== "queued") {
      const error = { code: "INVALID_INPUT", message: "Only a pending job can be cancelled", details: {} };
      return { status: 400, json: { success: false, error } };
    }
    found.state.cancelled = true;
    return { json: { jobId, status: "cancelled" } };
  },
};

const pollAtPixelbyte = {
  ...pixelbyte,
  stage: "poll",
  method: "GET",
  path: /\/v1\/jobs\/[^/]+$/,
  async answer({ pathname, find }) {
    const jobId = pathname.split("/").at(-1);
    const found = await find(jobId);
    return found ? { json: pixelbyteJob(found) } : missing();
  },
};

const list = {
  ...pixelbyte,
  stage: "list",
  method: "GET",
  path: /\/v1\/jobs$/,
  async answer({ jobs, find }) {
    const found = await Promise.all([...jobs].reverse().map(({ job }) => find(job)));
    return { json: { jobs: found.map(pixelbyteJob), nextCursor: null, hasMore: false } };
  },
};

function pixelbyteJob({ state, status, images, message }) {
  const { job, model } = state.job;
  return {
    jobId: job,
    model,
    status: { queued: "pending", running: "processing", done: "completed" }[status] ?? status,
    output: images?.[0] ?? null,
    outputs: images?.map((url) => ({ url, type: "image" })) ?? null,
    error: status === "failed" ? { code: "GENERATION_FAILED", message } : null,
    createdAt: new Date(state.submittedAt).toISOString(),
  };
}

function missing() {
  return { status: 404, json: pixelbyte.refusal({ status: 404, message: "Job not found" }) };
}

const PIXELBYTE_CODES = {
  400: "INVALID_INPUT",
  401: "UNAUTHORIZED",
  402: "INSUFFICIENT_BALANCE",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  429: "RATE_LIMIT_EXCEEDED",
};

// --- MuleRun -------------------------------------------------------------------------------------------------------

const mulerun = {
  provider: "mulerun",
  refusal: ({ message }) => ({ detail: message }),
};

const submitToMulerun = {
  ...mulerun,
  stage: "submit",
  method: "POST",
  path: /\/vendors\/.+\/(?:edit|generation)$/,
  answer({ body: input, pathname, accept }) {
    const [, maker, name] = /\/vendors\/([^/]+)\/v1\/(.+)$/.exec(pathname);
    const { prompt } = input;
    const state = accept({ provider: "mulerun", model: `${maker}/${name}`, prompt, count: 1, input });
    return { status: 202, json: { task_info: taskInfo(state, "pending") } };
  },
};

const pollAtMulerun = {
  ...mulerun,
  stage: "poll",
  method: "GET",
  path: /\/vendors\/.+\/[^/]+$/,
  async answer({ pathname, find }) {
    const found = await find(pathname.split("/").at(-1));
    if (!found) return { status: 404, json: { error_code: 2005, detail: "task does not exist" } };
    const { state, status, images, message } = found;
    const word = { queued: "pending", running: "processing", done: "completed" }[status] ?? status;
    const info = taskInfo(state, word);
    if (message) info.error = { code: 3001, title: "Task Execution Error", detail: message };
    return { json: { task_info: info, ...(images && { images }) } };
  },
};

function taskInfo({ job, submittedAt }, status) {
  const time = new Date(submittedAt).toISOString();
  return { id: job.job, status, created_at: time, updated_at: time };
}

// --- Pixazo --------------------------------------------------------------------------------------------------------

const pixazo = {
  provider: "pixazo",
  refusal: ({ message }) => ({ error: message }),
};

const submitToPixazo = {
  ...pixazo,
  stage: "submit",
  method: "POST",
  path: /\/nano-banana\/v1\/nano-banana\/generateEditImageRequest$/,
  answer({ body: input, accept }) {
    const { prompt, num_images: count = 1 } = input;
    const { job } = accept({ provider: "pixazo", model: "nano-banana/edit", prompt, count, input });
    return { json: { request_id: job.job } };
  },
};

const pollAtPixazo = {
  ...pixazo,
  stage: "poll",
  method: "POST",
  path: /\/nano-banana-polling\/nano-banana\/getStatus$/,
  async answer({ body: { requestId }, find }) {
    const found = await find(requestId);
    if (!found) return { status: 404, json: { error: "Endpoint not found" } };
    const { status, images, message } = found;
    if (status === "done") return { json: { images: images.map((url) => ({ url })) } };
    if (status === "failed") return { json: { status: "failed", error: message } };
    return { json: { request_id: requestId, status: status === "queued" ? "IN_QUEUE" : "IN_PROGRESS" } };
  },
};

const WIRES = [
  presign,
  upload,
  submitToPixelbyte,
  cancel,
  pollAtPixelbyte,
  list,
  submitToMulerun,
  pollAtMulerun,
  submitToPixazo,
  pollAtPixazo,
];
