import { table as mulerouterTable } from "../models/mulerouter.js";
import { table as mulerunTable } from "../models/mulerun.js";
import { table as pixazoTable } from "../models/pixazo.js";
import { table as pixelbyteTable } from "../models/pixelbyte.js";

/** Finds the call that a request makes, by the end of its path: a relay or `baseUrl` may stand before it. */
export function wireOf(method, { host, pathname }) {
  const isRouter = /(^|\.)mulerouter\.ai$/.test(host) || pathname.includes("/mulerouter/");
  const wire = WIRES.find((wire) => wire.method === method && wire.path.test(pathname));
  return wire?.provider === "mulerun" && isRouter ? { ...wire, provider: "mulerouter" } : wire;
}

/** Returns the model of a table whose path a request ends with, and whose constants its body has. */
function soldAt(table, pathname, body) {
  const at = table.filter(({ path }) => pathname.endsWith(path));
  const fits = ({ constants = {} }) =>
    Object.entries(constants).every(([wire, value]) => member(body, wire) === value);
  return at.find(fits) ?? at[0];
}

/** Returns how many images a request asks for. */
function countOf({ fields, makes = 1 }, body) {
  if (!fields.count) return makes;
  const { wire, default: usual = 1 } = fields.count;
  return Number(member(body, wire) ?? usual);
}

/** Returns a member of an object; a dot nests. */
const member = (body, wire) => wire.split(".").reduce((value, name) => value?.[name], body);

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
      uploadUrl: `https://storage.pixelbyte.app/plantain-testing/${fileId}`,
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
    const sold = pixelbyteTable.find(({ id }) => id === model);
    const count = sold ? countOf(sold, input) : 1;
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
  path: /\/vendors\/[^/]+\/v1\/.+$/,
  answer({ body: input, pathname, provider, accept }) {
    const [, maker, name] = /\/vendors\/([^/]+)\/v1\/(.+)$/.exec(pathname);
    const sold = soldAt(provider === "mulerouter" ? mulerouterTable : mulerunTable, pathname, input);
    const model = sold?.id ?? `${maker}/${name}`;
    const state = accept({
      provider,
      model,
      prompt: input.prompt,
      count: sold ? countOf(sold, input) : 1,
      input,
    });
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
  path: new RegExp(`(?:${pixazoTable.map(({ path }) => path.replaceAll(".", "\\.")).join("|")})$`),
  answer({ body: input, pathname, accept }) {
    const sold = soldAt(pixazoTable, pathname, input);
    const prompt = member(input, sold.fields.prompt.wire);
    const { job } = accept({
      provider: "pixazo",
      model: sold.id,
      prompt,
      count: countOf(sold, input),
      input,
    });
    return { status: 202, json: { request_id: job.job, status: "QUEUED" } };
  },
};

const pollAtV2 = {
  ...pixazo,
  stage: "poll",
  method: "GET",
  path: /\/v2\/requests\/status\/[^/]+$/,
  async answer({ pathname, find }) {
    const request_id = pathname.split("/").at(-1);
    const found = await find(request_id);
    if (!found) return { status: 404, json: { error: "Endpoint not found" } };
    const { status: state, images, message } = found;
    const status =
      { queued: "QUEUED", running: "PROCESSING", done: "COMPLETED", failed: "FAILED" }[state] ?? "FAILED";
    return {
      json: { request_id, status, error: message ?? null, output: images ? { media_url: images } : null },
    };
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
  pollAtV2,
  pollAtPixazo,
  submitToPixazo,
];
