/**
 * Expected refusals. Everything below `lib/api` throws these and knows no status code; `lib/api/problem.ts` is the one
 * place that gives a code its status. Known by their brand, never by `instanceof`: bundles do not share classes.
 */
export type ErrorCode =
  | "malformed" // the body cannot be read, or a parameter is wrong
  | "expo_not_found" // does not exist, or the caller may not see it: one and the same answer
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "deleted"
  | "method_not_allowed"
  | "conflict"
  | "in_progress"
  | "precondition_failed"
  | "too_large"
  | "unsupported_media_type"
  | "validation_failed"
  | "too_many_requests"
  | "unavailable"
  | "internal";

/** One wrong field. `field` is a dotted path of wire names; `error` a short word for programs, `description` a sentence for people. */
export type FieldError = { field: string; error: string; description: string };

const brand = Symbol.for("visit.error");

/** @param message  a sentence fit for the caller: what is wrong, and what would be right. */
export class VisitError extends Error {
  readonly [brand] = true;
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly more: { errors?: FieldError[]; retryAfterSeconds?: number; allow?: string[]; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "VisitError";
  }
}

export function isVisitError(error: unknown): error is VisitError {
  return typeof error === "object" && error !== null && brand in error;
}

export const notFound = (what: string) => new VisitError("not_found", `There is no such ${what} in this event.`);
export const deleted = (what: string) => new VisitError("deleted", `This ${what} was deleted.`);
export const conflict = (message: string) => new VisitError("conflict", message);
export const forbidden = (message: string) => new VisitError("forbidden", message);
export const unavailable = (message: string, retryAfterSeconds = 1, cause?: unknown) =>
  new VisitError("unavailable", message, { retryAfterSeconds, cause });
export const expoNotFound = () =>
  new VisitError("expo_not_found", "There is no such expo.", {
    errors: [{ field: "expoId", error: "invalid_value", description: "No expo with this id is visible to the API key." }],
  });
/** A wrong value in a body: 422. */
export const invalid = (...errors: FieldError[]) => invalidAll(errors);
/** The same for as many as a caller may have made. */
export const invalidAll = (errors: FieldError[]) => new VisitError("validation_failed", "Validation failed", { errors });
/** A wrong value in a query: 400. */
export const badParameter = (...errors: FieldError[]) =>
  new VisitError("malformed", errors.map((error) => error.description).join(" "), { errors });
