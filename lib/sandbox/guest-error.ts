import { type GuestError } from "./job";
import { isShallow } from "./values";

/**
 * What the guest tells of an exception, taken only as what it must be: code that changed its built-in objects tells anything, and
 * whoever reads on trusts these types.
 */
export function toGuestError(told: unknown): GuestError {
  const { name, message, line, column, stack, status, errors } = typeof told === "object" && told !== null ? members(told) : members({});
  return {
    name: textOf(name, 200) ?? "Error",
    message: textOf(message, 10_000) ?? "the exception cannot be read",
    ...(isPlace(line) && { line }),
    ...(isPlace(column) && { column }),
    ...(typeof stack === "string" && { stack: stack.slice(0, 10_000) }),
    ...(typeof status === "number" && { status }),
    ...(errors !== undefined && isBearable(errors) && { errors }),
  };
}

function members(told: object): Partial<Record<keyof GuestError, unknown>> {
  return told;
}

function textOf(value: unknown, length: number): string | undefined {
  return typeof value === "string" ? value.slice(0, length) : undefined;
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

/** The depth first, so that the length may be asked. */
function isBearable(value: unknown): boolean {
  return isShallow(value, 20) && JSON.stringify(value).length <= 20_000;
}
