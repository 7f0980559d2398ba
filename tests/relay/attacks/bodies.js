import { EDIT, PIXELBYTE } from "./submit.js";

const BUY = `${PIXELBYTE}/v1/jobs/submit`;
const PRESIGN = `${PIXELBYTE}/v1/uploads/presign`;
const STATUS = "/api/plantain/pixazo/nano-banana-polling/nano-banana/getStatus";
const MODEL = "pixelbyte-plus/pixel-image-1.0-pro/image-to-image";

/** Bodies of another kind, too long, or that buy something else. */
export const BODIES = [
  { name: "text that a page may send without asking", set: { "content-type": "text/plain" }, status: 415 },
  { name: "a form", set: { "content-type": "application/x-www-form-urlencoded" }, status: 415 },
  {
    name: "a form of several parts",
    set: { "content-type": "multipart/form-data; boundary=a" },
    status: 415,
  },
  { name: "no type", set: { "content-type": null }, status: 415 },
  { name: "two types", set: { "content-type": "application/json, text/plain" }, status: 415 },
  { name: "another alphabet", set: { "content-type": "application/json; charset=utf-16" }, status: 415 },
  { name: "a body that is packed", set: { "content-encoding": "gzip" }, status: 415 },
  { name: "no body", body: "", status: 400 },
  {
    name: "a body that is too long",
    path: EDIT.replace("/api/plantain", "/small"),
    body: " ".repeat(300_000),
    status: 413,
  },
  { name: "a long question", path: STATUS, body: " ".repeat(20_000), status: 413 },
  { name: "a long file name", path: PRESIGN, body: " ".repeat(20_000), status: 413 },
  {
    name: "a model that is not offered",
    path: BUY,
    body: '{"model":"google/veo-3.1/text-to-video","input":{}}',
    status: 422,
  },
  {
    name: "a model that is offered, and then another",
    path: BUY,
    body: `{"model":"${MODEL}","input":{},"model":"google/veo-3.1/text-to-video"}`,
    status: 422,
  },
  { name: "a model in a list", path: BUY, body: `{"model":["${MODEL}"],"input":{}}`, status: 422 },
  { name: "a list for a body", path: BUY, body: `[{"model":"${MODEL}"}]`, status: 422 },
  { name: "nothing for a body", path: BUY, body: "null", status: 422 },
  { name: "a body that is no JSON", path: BUY, body: `{"model":"${MODEL}"`, status: 400 },
  {
    name: "more than addresses where only addresses go",
    path: BUY,
    body: `{"model":"${MODEL}","input":"${"a".repeat(1_100_000)}"}`,
    status: 413,
  },
  {
    name: "a read with a body",
    raw: `GET ${EDIT}/an-id`,
    set: { "content-length": "2" },
    status: 400,
    runtimes: ["node"],
  },
];
