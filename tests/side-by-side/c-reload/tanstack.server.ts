import {
  generateImage,
  generationParamsFromRequest,
  type MediaPromptFor,
  memoryStream,
  resumeServerSentEventsResponse,
  toServerSentEventsResponse,
} from "@tanstack/ai";
import { geminiImage } from "@tanstack/ai-gemini";
import type { Route } from "../tasks.ts";

const adapter = geminiImage("gemini-3-pro-image");
const runs = new Map<string, string>();

export const POST: Route = async (request) => {
  const { input, threadId = "", runId = "" } = await generationParamsFromRequest("image", request);
  runs.set(threadId, runId);
  const prompt = input.prompt as MediaPromptFor<"image">;
  const stream = generateImage({ adapter, prompt, threadId, runId, stream: true });
  return toServerSentEventsResponse(stream, { durability: { adapter: memoryStream(request) } });
};

export const GET: Route = async (request) => {
  const threadId = new URL(request.url).searchParams.get("threadId");
  if (!threadId) return resumeServerSentEventsResponse({ adapter: memoryStream(request) });
  const runId = runs.get(threadId);
  if (!runId) return Response.json({ resumeSnapshot: null, activeRun: null });
  const resumeSnapshot = { schemaVersion: 1, resumeState: { threadId, runId }, status: "running" };
  return Response.json({ resumeSnapshot, activeRun: { runId } });
};
