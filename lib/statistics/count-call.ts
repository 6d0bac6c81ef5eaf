import { runtime } from "@/lib/core/runtime";
import type { CallRecord } from "./call-record";
import { journal } from "./journal";

/**
 * Counts an answered call, and puts it into the request log.
 * @returns a promise where the answer must not be given before it is fulfilled: without a disk, and until the first file is begun
 */
export function countCall(call: CallRecord): Promise<void> | undefined {
  if (!runtime().settings.countsCalls) return undefined;
  return journal().record(call);
}
