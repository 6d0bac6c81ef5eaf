import type { RunRow } from "@/lib/functions/schema";

/** Who or what had it run: `Schedule`, `Run now by Ada Lovelace`. */
export function originWords({ trigger, startedBy }: Pick<RunRow, "trigger" | "startedBy">): string {
  const isByHand = trigger === "manual" || trigger === "again";
  return isByHand ? `${triggerWords[trigger]} by ${startedBy ?? "an account that is no more"}` : triggerWords[trigger];
}

const triggerWords: Readonly<Record<RunRow["trigger"], string>> = { schedule: "Schedule", endpoint: "Call from outside", manual: "Run now", again: "Run again" };

/** Which code ran. */
export function codeWords({ version }: Pick<RunRow, "version">): string {
  return version === null ? "Draft" : `Version ${version}`;
}
