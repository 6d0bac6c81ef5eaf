import type { Kind } from "@/lib/functions/schema";

/** An event to try a function with, as JSON to be edited. */
export function sampleEvent(kind: Kind, now: Date): string {
  const event =
    kind === "task"
      ? { scheduledAt: `${now.toISOString().slice(0, 16)}:00Z`, previous: null }
      : { request: { method: "POST", path: "/", query: {}, headers: { "content-type": "application/json" }, body: { email: "ada@example.org" }, ip: "203.0.113.7" } };
  return JSON.stringify(event, null, 2);
}

/**
 * The event as it is sent to the function: a request whose body was edited has the text of that body.
 * @returns undefined when it is no JSON object
 */
export function completeEvent(text: string): string | undefined {
  const event = parse(text);
  if (!isObject(event)) return undefined;
  if (!isObject(event.request) || "text" in event.request) return JSON.stringify(event);
  const { body } = event.request;
  return JSON.stringify({ ...event, request: { ...event.request, text: body === undefined || body === null ? "" : typeof body === "string" ? body : JSON.stringify(body) } });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
