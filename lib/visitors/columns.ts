import { newId } from "@/lib/core/ids";
import type { VisitorBody } from "./schema";

/** Columns that hold a member as it was sent; only of the members sent. What may not be empty is null then. */
export function ownColumns(input: VisitorBody) {
  const { reference, attendanceState, method, tags, labels, language, actionCode, registerTime, visitTime } = input;
  return {
    ...(reference !== undefined && { reference: reference || null }),
    ...(attendanceState !== undefined && { attendanceState }),
    ...(method !== undefined && { method }),
    ...(tags !== undefined && { tags: tags ?? [] }),
    ...(labels !== undefined && { labels: labels ?? [] }),
    ...(language !== undefined && { language: language || null }),
    ...(actionCode !== undefined && { actionCode }),
    ...(registerTime !== undefined && { registerTime: toTime(registerTime) }),
    ...(visitTime !== undefined && { visitTime: toTime(visitTime) }),
  };
}

/**
 * What becoming registered brings: its time, unless one was sent (a null is what a client read before), and a badge code that
 * nobody can guess. A code once given out stays.
 */
export function registeredColumns(now: Date, { registerTime }: VisitorBody, { badgeCode }: { badgeCode?: string | null } = {}) {
  return { registerTime: toTime(registerTime ?? null) ?? toSecond(now), badgeCode: badgeCode ?? newId() };
}

function toTime(sent: string | null): Date | null {
  return sent === null ? null : toSecond(new Date(sent));
}

/** The second that has begun: left to the database, a time is rounded, and half of them would lie ahead. */
function toSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
