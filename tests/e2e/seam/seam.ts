// What the client hands to the module is what the module takes: call.d.ts is the contract of both.

import type {
  BuiltRequest,
  CallOptions,
  Problem,
  RequestSnapshot,
  Result,
  StateRecord,
  Ticket,
} from "../../../pkg/client/call.js";
import { readOptions } from "../../../pkg/client/options.js";
import * as wasm from "../../../pkg/plantain.js";

declare const request: RequestSnapshot;
declare const ticket: unknown;

const { options, problems }: { options: CallOptions; problems: Problem[] } = readOptions({}, "mulerun", []);

const result: Promise<Result> = wasm.run(request, options);
const accepted: Promise<Ticket> = wasm.submit(request, options);
const built: Promise<BuiltRequest> = wasm.buildRequest(request, options);
const wrong: Promise<Problem[]> = wasm.requestProblems(request, options);
const state: Promise<StateRecord> = wasm.status(ticket, options);

// @ts-expect-error options as the caller wrote them are not what the module takes
wasm.run(request, { providers: {} });
// @ts-expect-error a call needs its options
wasm.wait(ticket);

export { accepted, built, problems, result, state, wrong };
