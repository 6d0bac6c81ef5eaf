import type { KindOfCall } from "./gather";

/**
 * Sums over all operations and formats stand beside the rows they are made of, by status and origin alone: whoever does not ask for operations
 * reads three rows instead of a hundred. They have kinds of their own, and keys of their own, so that they lie together.
 */
export const summaryKinds: readonly KindOfCall[] = [2, 3, 4, 5].flatMap((statusClass) => ["outside", "function"].map((origin) => ({ operation: "*", isWrite: false, format: "*", origin, statusClass })));

/** The key under which the sums of a key stand; of the organisation: of the empty one. */
export function summaryKey(keyId: string): string {
  return `=${keyId}`;
}

/** Whether such sums can answer: nothing is asked that they do not tell apart. */
export function canSummarise(types: readonly string[]): boolean {
  return types.every((type) => /^(?:status|origin):/.test(type));
}
