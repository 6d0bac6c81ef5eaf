import { runtime } from "@/lib/core/runtime";
import type { CallRecord } from "./call-record";
import { journal } from "./journal";

/**
 * Counts an answered call, and puts it into the request log.
 * @returns the first time a promise: the answer must not be given before it is fulfilled
 */
export function countCall(call: CallRecord): Promise<void> | undefined {
  if (!runtime().settings.countsCalls) return undefined;
  return journal().record(call);
}
