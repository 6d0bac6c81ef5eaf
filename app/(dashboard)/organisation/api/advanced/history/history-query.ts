import { auditedActions, type HistoryFilter } from "@/lib/functions/schema";

/** What an address asks for; anything else counts as not said. */
export function historyFilter(query: Readonly<Record<string, string | string[] | undefined>>): HistoryFilter {
  const { action: asked, before } = query;
  const action = auditedActions.find((known) => known === asked);
  return { ...(action && { action }), ...(typeof before === "string" && /^\d{1,18}$/.test(before) && { before }) };
}
