import { postEncoded } from "./request.js";

export const send = (files) => postEncoded(files, (bytes) => bytes.toBase64());
