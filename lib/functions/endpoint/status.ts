import { seal, SealError, unsealText } from "@/lib/core/secrets";
import { noEndpoint } from "./admit";
import { answerOf, type Answer } from "./answer";
import { lookAt } from "./await-run";

/** Opens the state of one run, and nothing else; who does not have it cannot make it up. */
export function statusToken(runId: string): string {
  return seal(runId, purpose);
}

/** How a call went, as JSON: `{run, state: "waiting" | "running" | "done", answer?: {status, headers, body}}`. @throws not_found */
export async function statusOf(token: string, requestId: string): Promise<Answer> {
  const runId = runOf(token);
  const run = await lookAt(runId);
  if (!run) throw noEndpoint();
  if (!run.ended) return shown({ run: runId, state: run.state }, { "retry-after": "2" });
  const { status, headers, body } = answerOf(runId, run.ended, requestId);
  return shown({ run: runId, state: "done", answer: { status, headers, body: valueOf(headers["content-type"] ?? "", body) } });
}

function shown(value: unknown, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body: JSON.stringify(value) };
}

/** JSON as what it stands for, any other text as it is, bytes as `{base64}`. */
function valueOf(contentType: string, body: Answer["body"]): unknown {
  if (body === undefined) return null;
  if (typeof body !== "string") return { base64: Buffer.from(body).toString("base64") };
  if (!contentType.startsWith("application/json")) return body;
  try {
    return JSON.parse(body);
  } catch {
    return body; // the function called it JSON
  }
}

function runOf(token: string): string {
  try {
    return unsealText(token, purpose);
  } catch (error) {
    if (error instanceof Error && error.name === SealError.name) throw noEndpoint();
    throw error;
  }
}

const purpose = "endpoint status";
