import { base64FromBytes } from "../../node_modules/@huggingface/inference/dist/esm/utils/base64FromBytes.js";
import { postEncoded } from "./request.js";

export const send = (files) => postEncoded(files, base64FromBytes);
