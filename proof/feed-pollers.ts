import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Random } from "@/prisma/seed/random";
import type { Cast, Verdict } from "./feed-harness";

export type PollerRule = { name: string; resource: "visitors" | "partners"; query: (random: Random) => string; next: (last: bigint, headers: Headers) => bigint };
const afterLast = (last: bigint) => last + 1n;

/** Every way the contract lets a client page. */
export const pollerRules: PollerRule[] = [
  { name: "last + 1, pages of 100", resource: "visitors", query: () => "limit=100", next: afterLast },
  { name: "last + 1, pages of any size", resource: "visitors", query: (random) => `limit=${random.between(1, 1000)}`, next: afterLast },
  { name: "the last itself again", resource: "visitors", query: () => "limit=50", next: (last) => last },
  { name: "X-Next-Revision", resource: "visitors", query: () => "limit=200", next: (_, headers) => BigInt(headers.get("x-next-revision") ?? "0") },
  { name: "waiting", resource: "visitors", query: () => "limit=100&wait=1", next: afterLast },
  { name: "partners", resource: "partners", query: () => "limit=100", next: afterLast },
];

/** Follows the feed until nothing more comes and the writers have been quiet for a while. @returns id → its newest row, as text */
export async function poll({ troupe, outcome, isQuiet, request }: Cast, rule: PollerRule): Promise<Map<string, string>> {
  const random = new Random(`feed poller ${rule.name}`);
  const seen = new Map<string, string>();
  for (let from = 0n; ; ) {
    const wasQuiet = isQuiet();
    const answer = await request(`poller "${rule.name}"`, `GET /${rule.resource}/${troupe.eventId}?fromRevision=${from}&${rule.query(random)}`);
    outcome.polls++;
    const rows = z.array(Row).parse(JSON.parse(answer.text));
    const news = rows.filter((row) => seen.get(row.id) !== JSON.stringify(row));
    for (const row of rows) seen.set(row.id, JSON.stringify(row));
    const last = rows.at(-1);
    if (news.length === 0 && wasQuiet) return seen;
    from = last ? rule.next(BigInt(last.revision), answer.headers) : rule.name === "X-Next-Revision" ? rule.next(from, answer.headers) : from;
    if (news.length === 0) await sleep(10 + random.below(90));
  }
}

/** Against the database itself for which rows there are, and against a fresh extraction for what they say. */
export async function judge(cast: Cast, { name: poller, resource }: PollerRule, seen: Map<string, string>): Promise<Verdict> {
  const { rows } = await cast.stage.client.query<{ id: string; revision: string }>(`SELECT id, revision::text FROM ${resource === "visitors" ? "visitor" : "partner"} WHERE "eventId" = $1`, [cast.troupe.eventId]);
  const fresh = await extract(cast, resource);
  const known = rows.filter(({ id }) => seen.has(id));
  const isStale = ({ id, revision }: { id: string; revision: string }) => String(Row.parse(JSON.parse(seen.get(id) ?? "{}")).revision) !== revision || seen.get(id) !== fresh.get(id);
  return { poller, rows: rows.length, missing: rows.length - known.length, stale: known.filter(isStale).length, unknown: seen.size - known.length };
}

async function extract({ troupe, request }: Cast, resource: string): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (let from = 0; ; ) {
    const answer = await request("judge", `GET /${resource}/${troupe.eventId}?limit=1000&fromRevision=${from}`);
    const rows = z.array(Row).parse(JSON.parse(answer.text));
    for (const row of rows) all.set(row.id, JSON.stringify(row));
    if (rows.length < 1000) return all;
    from = (rows.at(-1)?.revision ?? 0) + 1;
  }
}

export const Row = z.looseObject({ id: z.string(), revision: z.int() });
