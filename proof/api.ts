import { setTimeout as sleep } from "node:timers/promises";
import type { Troupe } from "./stage";

export type Answer = { status: number; headers: Headers; text: string };

/** A plain client of a server that may be gone at any moment. @throws {TypeError} fetch's, when it is */
export async function ask(url: string, { authorization }: Troupe, line: string, more: { body?: unknown; headers?: Record<string, string> } = {}): Promise<Answer> {
  const [method = "GET", path = "/"] = line.split(" ");
  const isSent = more.body !== undefined;
  const headers = { Authorization: authorization, ...(isSent && { "Content-Type": "application/json" }), ...more.headers };
  const response = await fetch(`${url}/create/v2${path}`, { method, headers, ...(isSent && { body: JSON.stringify(more.body) }) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Asks again as long as the answer is "later", or none comes. @returns the answer that counts, and how often it took */
export async function insist(attempt: () => Promise<Answer>): Promise<{ answer: Answer; attempts: number }> {
  for (let attempts = 1; ; attempts++) {
    const answer = await attempt().catch(unreachable);
    const isLater = answer === undefined || answer.status === 429 || answer.status === 503 || (answer.status === 409 && answer.text.includes('"in_progress"'));
    if (!isLater) return { answer, attempts };
    await sleep(20 + Math.random() * 80);
  }
}

function unreachable(error: unknown): undefined {
  if (!(error instanceof TypeError)) throw error; // fetch says so whenever the other side is gone; anything else is ours
}
