import type { Context } from "@/lib/core/context";
import { keyLabels } from "./key-labels";
import { instantOf } from "./question";
import { readLog, type LogRow, type MostLookedAt, type Place } from "./read-log";
import type { LogCursor, LogFilter, LoggedCall, LogPage } from "./schema";

/** The filter of an address: `key` and `status` (several times), `path`, `address`, `request`, `from` and `until` on the organisation's clocks. What cannot be read is left out. */
export function logFilterIn(params: URLSearchParams, zone: string): LogFilter {
  const text = (name: string) => (params.get(name) ?? "").replace(/\p{Cc}/gu, "").trim().slice(0, 200); // prettier-ignore
  const several = (name: string, form: RegExp) => [...new Set(params.getAll(name))].filter((value) => form.test(value)).slice(0, 100);
  const [from, until] = [instantOf(params.get("from"), zone), instantOf(params.get("until"), zone)];
  return {
    keys: several("key", /^[0-9a-z]{13}$/),
    statuses: several("status", /^(?:[2-5]\d\d|[2-5]xx|error)$/),
    path: text("path"),
    address: text("address"),
    requestId: text("request").toLowerCase(),
    ...(from && { from }),
    ...(until && { until }),
  };
}

/** A cursor as an address carries it: `after=…` or `before=…`. */
export function logCursorParam({ side, at, requestId }: LogCursor): [name: string, value: string] {
  return [side, `${at.getTime()}.${requestId}`];
}

export function logCursorIn(params: URLSearchParams): LogCursor | undefined {
  for (const side of ["after", "before"] as const) {
    const [, at, requestId] = /^(\d{1,14})\.([0-9a-f-]{36})$/.exec(params.get(side) ?? "") ?? [];
    if (at !== undefined && requestId !== undefined && isUuid.test(requestId)) return { side, at: new Date(Number(at)), requestId };
  }
  return undefined;
}

/**
 * A page of the request log, the newest first. One before a cursor that is not full becomes the first page. Where few calls match, the search goes
 * on with the next page from where it stopped.
 */
export async function listLoggedCalls(ctx: Context, filter: LogFilter, cursor?: LogCursor, most?: MostLookedAt): Promise<LogPage> {
  const isBackwards = cursor?.side === "before";
  const { rows: found, stoppedAt } = await readLog(ctx.organisationId, filter, { ...(cursor && { [cursor.side]: cursor }), order: isBackwards ? "oldest" : "newest", limit: pageRows + 1 }, most);
  const hasMore = found.length > pageRows;
  if (isBackwards && !hasMore && !stoppedAt) return listLoggedCalls(ctx, filter, undefined, most);
  const shown = found.slice(0, pageRows);
  if (isBackwards) shown.reverse();
  const newer = isBackwards ? (stoppedAt ?? shown.at(0)) : (shown.at(0) ?? (cursor && { ...cursor, requestId: firstId }));
  const older = isBackwards ? (shown.at(-1) ?? { ...cursor, requestId: lastId }) : (stoppedAt ?? (hasMore ? shown.at(-1) : undefined));
  return {
    rows: await labelled(ctx, shown),
    ...(newer && cursor && { previous: cursorTo("before", newer) }),
    ...(older && { next: cursorTo("after", older) }),
    ...(stoppedAt && { stoppedAt: stoppedAt.at }),
  };
}

/**
 * What the log has since a moment, for whoever looks on; the newest first, as many as a page can hold. A call stands in the log when it is answered, but
 * in its place by when it came: so calls that came up to 75 s before are told again, and the caller leaves out what is shown already.
 * @returns `isCut`: even of those that came since there were more
 */
export async function newestCalls(ctx: Context, filter: LogFilter, since: Date): Promise<{ rows: LoggedCall[]; isCut: boolean }> {
  const { rows, stoppedAt } = await readLog(ctx.organisationId, filter, { since: new Date(since.getTime() - longestCallMs), order: "newest", limit: tailRows + 1 });
  const left = rows[tailRows] ?? stoppedAt;
  return { rows: await labelled(ctx, rows.slice(0, tailRows)), isCut: left !== undefined && left.at >= since };
}

function cursorTo(side: LogCursor["side"], { at, requestId }: Place): LogCursor {
  return { side, at, requestId };
}

async function labelled(ctx: Context, rows: readonly LogRow[]): Promise<LoggedCall[]> {
  const labelOf = await keyLabels(ctx, [...new Set(rows.flatMap(({ keyId }) => keyId ?? []))]);
  return rows.map((row) => ({ ...row, keyLabel: row.keyId === null ? null : labelOf(row.keyId) }));
}

const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Before and behind all of a moment. */
const firstId = "00000000-0000-0000-0000-000000000000";
const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const pageRows = 50;
/** The most that a page shows at once. */
const tailRows = 500;
/** What a body may take to come, what an endpoint's answer may be waited for, and the second until it is flushed. */
const longestCallMs = 75_000;
