import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { write } from "@/lib/core/db";
import { readSettings } from "@/lib/core/env.mjs";
import { startRuntime } from "@/lib/core/runtime";
import { Random } from "@/prisma/seed/random";
import { ask, insist } from "./api";
import type { Stage, Troupe } from "./stage";

export type FeedPlan = {
  /** how many writes are made; how long that takes is the machine's affair */
  writes: number;
  /** how long some transactions are held open, at most */
  holdMs: number;
  /** how often the server is killed meanwhile */
  kills: number;
};
/** How far a poller is from the database once all is quiet. */
export type Verdict = { poller: string; rows: number; missing: number; stale: number; unknown: number };
export type FeedOutcome = { verdicts: Verdict[]; writes: number; rolledBack: number; held: number; kills: number; polls: number; deadlocks: number; surprises: string[] };

/** 8 writers: 6 through the API, 2 straight through `write()`, which hold their transaction open or roll it back. */
export async function runFeed(stage: Stage, troupe: Troupe, plan: FeedPlan): Promise<FeedOutcome> {
  const runtime = startRuntime({ ...readSettings({}), databaseUrl: stage.url, listenUrl: stage.url });
  const outcome: FeedOutcome = { verdicts: [], writes: 0, rolledBack: 0, held: 0, kills: 0, polls: 0, deadlocks: 0, surprises: [] };
  const { rows: partners } = await stage.client.query<{ id: string }>(`SELECT id FROM partner WHERE "eventId" = $1`, [troupe.eventId]);
  const { rows: visitors } = await stage.client.query<{ id: string }>(`SELECT id FROM visitor WHERE "eventId" = $1`, [troupe.eventId]);
  const cast: Cast = { stage, troupe, outcome, visitors: visitors.map(({ id }) => id), partners: partners.map(({ id }) => id), isOver: () => outcome.writes >= plan.writes };
  const quiet = { since: Infinity };
  try {
    const pollers = pollerRules.map((rule) => poll(cast, rule, () => Date.now() > quiet.since + 1500));
    await Promise.all([
      ...Array.from({ length: 6 }, (_, at) => writeThroughApi(cast, new Random(`feed writer ${at}`))),
      ...Array.from({ length: 2 }, (_, at) => writeDirectly(cast, new Random(`feed holder ${at}`), plan.holdMs)),
      killServer(cast, plan),
    ]);
    quiet.since = Date.now();
    for (const [at, seen] of (await Promise.all(pollers)).entries()) outcome.verdicts.push(await judge(cast, pollerRules[at]?.name ?? "", pollerRules[at]?.resource ?? "visitors", seen));
    const { rows } = await stage.client.query<{ deadlocks: number }>("SELECT pg_stat_force_next_flush(), deadlocks::int FROM pg_stat_database WHERE datname = current_database()");
    outcome.deadlocks = rows[0]?.deadlocks ?? -1;
    return outcome;
  } finally {
    await runtime.stop();
  }
}

type Cast = { stage: Stage; troupe: Troupe; outcome: FeedOutcome; visitors: string[]; partners: string[]; isOver: () => boolean };

async function writeThroughApi({ stage, troupe, outcome, visitors, partners, isOver }: Cast, random: Random): Promise<void> {
  const expo = troupe.eventId;
  while (!isOver()) {
    const contact = { email: `crowd-${random.below(30)}@feed.example`, jobFunction: `Job ${random.below(1000)}` };
    const [line, body] = random.weighted<() => [string, unknown]>([
      [() => [`POST /visitors/${expo}`, { contact, partner: random.chance(0.3) ? { id: random.pick(partners), role: "guest" } : null }], 40],
      [() => [`PUT /visitors/${expo}/${pickOr(random, visitors)}`, { language: random.pick(["nl", "en", "de"]), tags: [String(random.below(100))] }], 25],
      [() => [`PUT /visitors/${expo}/${pickOr(random, visitors)}`, { contact: { company: `Company ${random.below(1000)}` } }], 12],
      [() => [`PUT /partners/${expo}/${random.pick(partners)}`, { name: `Partner ${random.below(1000)}` }], 8],
      [() => [`DELETE /visitors/${expo}/${visitors.splice(random.below(visitors.length), 1)[0] ?? "none"}`, undefined], 15],
    ])(); // prettier-ignore
    const { answer } = await insist(() => ask(stage.server.url, troupe, line, { body }));
    outcome.writes++;
    if (answer.status === 201) visitors.push(Row.parse(JSON.parse(answer.text)).id);
    else if (![200, 204, 404].includes(answer.status)) outcome.surprises.push(`${line}: ${answer.status} ${answer.text.slice(0, 300)}`);
  }
}

/** What no client can be made to do: a transaction that draws its revision early and ends late, or not at all. */
async function writeDirectly({ troupe, outcome, visitors, isOver }: Cast, random: Random, holdMs: number): Promise<void> {
  while (!isOver()) {
    const rollsBack = random.chance(0.2);
    const heldMs = random.chance(0.4) ? Math.round(holdMs * (0.3 + 0.7 * random.next())) : 0;
    const touched = write({ organisationId: troupe.organisationId }, async (tx) => {
      await tx.visitor.updateMany({ where: { id: pickOr(random, visitors), deletedAt: null }, data: { actionCode: `HELD-${random.below(1000)}` } });
      await sleep(heldMs);
      if (rollsBack) throw new RolledBack();
    });
    await touched.then(
      () => outcome.writes++,
      (error: unknown) => {
        if (error instanceof RolledBack) outcome.rolledBack++;
        else if (!String(error).includes("later") && !/take too long|busy/.test(String(error))) outcome.surprises.push(String(error));
      },
    );
    if (heldMs > 0) outcome.held++;
    await sleep(random.below(100));
  }
}

/** Evenly over the writes, in full work. */
async function killServer({ stage, outcome, isOver }: Cast, { kills, writes }: FeedPlan): Promise<void> {
  while (outcome.kills < kills) {
    const next = ((outcome.kills + 1) * writes) / (kills + 1);
    while (outcome.writes < next && !isOver()) await sleep(5);
    await stage.server.kill();
    outcome.kills++;
    await stage.server.restart();
  }
}

type PollerRule = { name: string; resource: "visitors" | "partners"; query: (random: Random) => string; next: (last: bigint, headers: Headers) => bigint };
const afterLast = (last: bigint) => last + 1n;

/** Every way the contract lets a client page. */
const pollerRules: PollerRule[] = [
  { name: "last + 1, pages of 100", resource: "visitors", query: () => "limit=100", next: afterLast },
  { name: "last + 1, pages of any size", resource: "visitors", query: (random) => `limit=${random.between(1, 1000)}`, next: afterLast },
  { name: "the last itself again", resource: "visitors", query: () => "limit=50", next: (last) => last },
  { name: "X-Next-Revision", resource: "visitors", query: () => "limit=200", next: (_, headers) => BigInt(headers.get("x-next-revision") ?? "0") },
  { name: "waiting", resource: "visitors", query: () => "limit=100&wait=1", next: afterLast },
  { name: "partners", resource: "partners", query: () => "limit=100", next: afterLast },
];

/** Follows the feed until nothing more comes and the writers have been quiet for a while. @returns id → its newest row, as text */
async function poll({ stage, troupe, outcome }: Cast, rule: PollerRule, isQuiet: () => boolean): Promise<Map<string, string>> {
  const random = new Random(`feed poller ${rule.name}`);
  const seen = new Map<string, string>();
  for (let from = 0n; ; ) {
    const wasQuiet = isQuiet();
    const { answer } = await insist(() => ask(stage.server.url, troupe, `GET /${rule.resource}/${troupe.eventId}?fromRevision=${from}&${rule.query(random)}`));
    outcome.polls++;
    const rows = z.array(Row).parse(JSON.parse(answer.text));
    const news = rows.filter((row) => seen.get(row.id) !== JSON.stringify(row));
    for (const row of rows) seen.set(row.id, JSON.stringify(row));
    const last = rows.at(-1);
    if (news.length === 0 && wasQuiet) return seen;
    from = last ? rule.next(BigInt(last.revision), answer.headers) : rule.name === "X-Next-Revision" ? rule.next(from, answer.headers) : from;
    if (news.length === 0) await sleep(5 + random.below(40));
  }
}

/** Against the database itself for which rows there are, and against a fresh extraction for what they say. */
async function judge({ stage, troupe }: Cast, poller: string, resource: "visitors" | "partners", seen: Map<string, string>): Promise<Verdict> {
  const { rows } = await stage.client.query<{ id: string; revision: string }>(`SELECT id, revision::text FROM ${resource === "visitors" ? "visitor" : "partner"} WHERE "eventId" = $1`, [troupe.eventId]);
  const fresh = await extract(stage, troupe, resource);
  const known = rows.filter(({ id }) => seen.has(id));
  const isStale = ({ id, revision }: { id: string; revision: string }) => String(Row.parse(JSON.parse(seen.get(id) ?? "{}")).revision) !== revision || seen.get(id) !== fresh.get(id);
  return { poller, rows: rows.length, missing: rows.length - known.length, stale: known.filter(isStale).length, unknown: seen.size - known.length };
}

async function extract(stage: Stage, troupe: Troupe, resource: string): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (let from = 0; ; ) {
    const { answer } = await insist(() => ask(stage.server.url, troupe, `GET /${resource}/${troupe.eventId}?limit=1000&fromRevision=${from}`));
    const rows = z.array(Row).parse(JSON.parse(answer.text));
    for (const row of rows) all.set(row.id, JSON.stringify(row));
    if (rows.length < 1000) return all;
    from = (rows.at(-1)?.revision ?? 0) + 1;
  }
}

class RolledBack extends Error {}
const Row = z.looseObject({ id: z.string(), revision: z.int() });
const pickOr = (random: Random, list: readonly string[]) => (list.length > 0 ? random.pick(list) : "none");
