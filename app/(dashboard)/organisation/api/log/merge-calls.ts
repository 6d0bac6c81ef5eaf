import type { LoggedCall } from "@/lib/statistics/schema";

/** Both lists in one, each call once, the newest first, and not more than a page can hold. */
export function mergeCalls(shown: readonly LoggedCall[], newer: readonly LoggedCall[]): LoggedCall[] {
  const known = new Set(shown.map(({ requestId }) => requestId));
  const added = newer.filter(({ requestId }) => !known.has(requestId));
  if (added.length === 0) return [...shown];
  return [...added, ...shown].sort((one, other) => other.at.getTime() - one.at.getTime()).slice(0, mostRows);
}

/** As many as a page can hold. */
export const mostRows = 500;
