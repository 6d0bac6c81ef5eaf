import { part } from "@/lib/core/runtime";

/** What no function may go beyond, whatever it is set to. */
export const caps = part("function caps", () => ({ timeoutMs: 300_000, memoryBytes: 256 * 1024 * 1024 }));
