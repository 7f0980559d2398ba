import { READ } from "./submit.js";

/** Callers whom `authorize` does not know. */
export const CALLERS = [
  { name: "nobody", set: { "x-caller": null }, status: 401 },
  { name: "a nameless caller", set: { "x-caller": "" }, status: 401 },
  {
    name: "a caller who brings the provider's header",
    set: { "x-caller": null, authorization: "Bearer muk-guess" },
    status: 401,
  },
  { name: "nobody, who reads", ...READ, set: { "x-caller": null }, status: 401 },
  { name: "a log-in that is out of order", set: { "x-caller": "throws" }, status: 424 },
  { name: "a log-in that is out of order, for a read", ...READ, set: { "x-caller": "throws" }, status: 503 },
];
