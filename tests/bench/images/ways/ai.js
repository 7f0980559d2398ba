import { convertUint8ArrayToBase64 } from "@ai-sdk/provider-utils";
import { postEncoded } from "./request.js";

export const send = (files) => postEncoded(files, convertUint8ArrayToBase64);
