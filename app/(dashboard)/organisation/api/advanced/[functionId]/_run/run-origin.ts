import type { RunRow } from "@/lib/functions/schema";

/** Who had it run, in the page's words. */
export const triggerWords: Readonly<Record<RunRow["trigger"], string>> = { schedule: "Schedule", endpoint: "Call from outside", manual: "Run now", again: "Run again" };

/** Which code ran. */
export function codeWords({ version }: Pick<RunRow, "version">): string {
  return version === null ? "Draft" : `Version ${version}`;
}
