import { postBody } from "./request.js";

/** The only file has as many bytes as the others' bodies. */
export const send = ([file]) => postBody(file);
