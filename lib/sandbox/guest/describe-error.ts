import { inspect } from "./inspect";
import { currentOrigin, originOf, ownFrame } from "./origin";

const { parse, stringify } = JSON;

/** JSON text of a GuestError (job.ts) for whatever was thrown. Getters and proxies may throw again: then less is told. */
export function describeError(thrown: unknown): string {
  const error = typeof thrown === "object" && thrown !== null ? thrown : undefined;
  const stack = attempt(() => originOf(error)) || currentOrigin();
  const [, line, column] = ownFrame.exec(stack) ?? [];
  const status = attempt(() => read(error, "status"));
  const errors = attempt(() => jsonOf(read(error, "errors")));
  return stringify({
    name: short(attempt(() => textOf(read(error, "name"))) ?? "Error", 200),
    message: short(attempt(() => textOf(read(error, "message"))) ?? `threw ${attempt(() => inspect(thrown)) ?? "something that cannot be shown"}`, 10_000),
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(column === undefined ? {} : { column: Number(column) }),
    ...(stack === "" ? {} : { stack: short(stack, 10_000) }),
    ...(typeof status === "number" && Number.isFinite(status) ? { status } : {}),
    ...(errors === undefined ? {} : { errors }),
  });
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function read(error: object | undefined, member: string): unknown {
  return error && Reflect.get(error, member);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A copy that is plain JSON of a bearable size. */
function jsonOf(value: unknown): unknown {
  if (value === undefined) return undefined;
  const text = stringify(value);
  return text !== undefined && text.length <= 20_000 ? parse(text) : undefined;
}

function short(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
