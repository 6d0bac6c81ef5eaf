import { randomUUID } from "node:crypto";
import type { Problem } from "@/lib/api/problem";

/** What can go wrong before there is a request for the pipeline. */
export type TransportFault = "malformed" | "headers_too_long" | "too_slow" | "internal";

const FAULTS: Readonly<Record<TransportFault, { status: number; title: string; detail: string }>> = {
  malformed: { status: 400, title: "Malformed request", detail: "This is not valid HTTP/1.1: check the request line, the Host header and the other headers." },
  headers_too_long: { status: 431, title: "Headers too long", detail: "The headers of a request must not exceed 16 KiB." },
  too_slow: { status: 408, title: "Request too slow", detail: "The request did not arrive completely in time." },
  internal: { status: 500, title: "Internal error", detail: "Something went wrong on our side. It was logged under this requestId." },
};

/**
 * An error in the form all errors have, as the parts of an answer: for listeners, which may have no more than a socket. JSON, because
 * what the caller would accept is not known.
 * @param origin  public origin of the server
 */
export function transportProblem(fault: TransportFault, origin: string): { status: number; headers: Record<string, string>; body: string } {
  const { status, title, detail } = FAULTS[fault];
  const problem: Problem = { status, title, type: `${origin}/docs/errors/${fault}`, errorCode: fault, detail, errors: [], requestId: randomUUID() };
  return { status, headers: { "Content-Type": "application/json", "X-Request-Id": problem.requestId }, body: JSON.stringify(problem) };
}
