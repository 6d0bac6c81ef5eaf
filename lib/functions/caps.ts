import { runtime } from "@/lib/core/runtime";

/** What no function may be set to go beyond: the operator's limits. */
export function caps(): { timeoutMs: number; memoryBytes: number } {
  const { functionTimeoutMs, functionMemoryBytes } = runtime().settings;
  return { timeoutMs: functionTimeoutMs, memoryBytes: functionMemoryBytes };
}
