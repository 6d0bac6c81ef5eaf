import { z } from "zod";
import { excerpt } from "@/lib/codec/decoded";
import { shapeOf } from "@/lib/codec/shape";
import { xmlWriter } from "@/lib/codec/xml";
import { isVisitError, type ErrorCode, type VisitError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";

/** What every error looks like on the wire, in JSON and XML alike. Source: contract, Errors. */
export const Problem = z
  .object({
    status: z.int().describe("The HTTP status."),
    title: z.string().describe("What kind of error this is, for people."),
    type: z.string().describe("A URL that names the kind of error."),
    errorCode: z.string().describe("What kind of error this is, for programs."),
    detail: z.string().describe("What is wrong this time, and what would be right."),
    errors: z
      .array(
        z.object({
          field: z.string().describe("Dotted path of the member or parameter."),
          error: z.string().describe("What is wrong with it, for programs."),
          description: z.string().describe("What is wrong with it, for people."),
        }),
      )
      .meta({ item: "fieldError" })
      .describe("The fields at fault; empty when no single one is."),
    requestId: z.string().describe("Names this request in the server's log."),
  })
  .meta({ id: "Problem" });
export type Problem = z.output<typeof Problem>;

/** The one place that gives a code its status. */
export const PROBLEMS: Readonly<Record<ErrorCode, { status: number; title: string }>> = {
  malformed: { status: 400, title: "Malformed request" },
  expo_not_found: { status: 400, title: "No such expo" },
  unauthorized: { status: 401, title: "Unauthorized" },
  forbidden: { status: 403, title: "Forbidden" },
  not_found: { status: 404, title: "Not found" },
  deleted: { status: 404, title: "Deleted" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  conflict: { status: 409, title: "Conflict" },
  in_progress: { status: 409, title: "Still in progress" },
  precondition_failed: { status: 412, title: "Precondition failed" },
  too_large: { status: 413, title: "Body too large" },
  unsupported_media_type: { status: 415, title: "Unsupported media type" },
  validation_failed: { status: 422, title: "Validation failed" },
  too_many_requests: { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Unavailable" },
  internal: { status: 500, title: "Internal error" },
};

/**
 * What a caller is told about anything that was thrown. What is not an expected refusal goes to the log under the request's id,
 * and nothing of it to the caller.
 * @param origin  public origin of the server, for the problem's `type`
 */
export function toProblem(error: unknown, requestId: string, origin: string): { problem: Problem; headers: Record<string, string> } {
  if (isVisitError(error)) return { problem: problemOf(error.code, error.message, told(error.more.errors ?? []), requestId, origin), headers: headersOf(error) };
  log("error", "A request failed unexpectedly.", { requestId, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  return { problem: problemOf("internal", "Something went wrong on our side. It was logged under this requestId.", [], requestId, origin), headers: {} };
}

/** Fields are named by the caller: neither their number nor their names may make the answer as large as the request. */
function told(errors: Problem["errors"]): Problem["errors"] {
  return errors.slice(0, mostErrors).map((error) => (error.field.length > mostFieldCharacters ? { ...error, field: excerpt(error.field, mostFieldCharacters) } : error));
}

const mostErrors = 1000;
const mostFieldCharacters = 300;

/** A problem as the root element of an XML document. */
export const writeProblemXml: (problem: unknown) => string = xmlWriter(shapeOf(Problem), "problem");

function problemOf(code: ErrorCode, detail: string, errors: Problem["errors"], requestId: string, origin: string): Problem {
  const { status, title } = PROBLEMS[code];
  return { status, title, type: `${origin}/docs/errors/${code}`, errorCode: code, detail, errors, requestId };
}

function headersOf({ code, more }: VisitError): Record<string, string> {
  const headers: Record<string, string> = {};
  if (code === "unauthorized") headers["WWW-Authenticate"] = 'Basic realm="Visit", charset="UTF-8"';
  if (more.allow) headers.Allow = more.allow.join(", ");
  if (PROBLEMS[code].status === 429 || PROBLEMS[code].status === 503 || more.retryAfterSeconds !== undefined) {
    headers["Retry-After"] = String(Math.max(1, Math.ceil(more.retryAfterSeconds ?? 1)));
  }
  return headers;
}
