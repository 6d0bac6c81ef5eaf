import { setTimeout as sleep } from "node:timers/promises";
import { write } from "@/lib/core/db";
import { readSettings } from "@/lib/core/env.mjs";
import { startRuntime } from "@/lib/core/runtime";
import { Random } from "@/prisma/seed/random";
import { ask, insist, type Answer } from "./api";
import { judge, poll, pollerRules, Row } from "./feed-pollers";
import { report } from "./size";
import type { Stage, Troupe } from "./stage";

export type FeedPlan = {
  /** how many writes are made; how long that takes is the machine's affair */
  writes: number;
  /** how many transactions are held open, spread over the writes: each keeps every other writer of the organisation waiting */
  holds: number;
  /** how long, at most */
  holdMs: number;
  /** how often the server is killed meanwhile */
  kills: number;
  /** when it is given up, with an account of what everybody was waiting for */
  deadlineMs: number;
};
/** How far a poller is from the database once all is quiet. */
export type Verdict = { poller: string; rows: number; missing: number; stale: number; unknown: number };
export type FeedOutcome = {
  verdicts: Verdict[];
  writes: number;
  rolledBack: number;
  held: number;
  kills: number;
  polls: number;
  deadlocks: number;
  seconds: number;
  surprises: string[];
};

/** What all who take part share. */
export type Cast = {
  stage: Stage;
  troupe: Troupe;
  outcome: FeedOutcome;
  visitors: string[];
  partners: string[];
  isOver: () => boolean;
  /** the writers have been done for a while */
  isQuiet: () => boolean;
  /** Asks until an answer counts, and remembers meanwhile who asks for what. @throws the deadline's TimeoutError */
  request: (who: string, line: string, body?: unknown) => Promise<Answer>;
};

/** 8 writers: 6 through the API, 2 straight through `write()`, which hold their transaction open or roll it back. @throws {Error} at the deadline */
export async function runFeed(stage: Stage, troupe: Troupe, plan: FeedPlan): Promise<FeedOutcome> {
  const started = performance.now();
  const runtime = startRuntime({ ...readSettings({}), databaseUrl: stage.url, listenUrl: stage.url });
  const outcome: FeedOutcome = { verdicts: [], writes: 0, rolledBack: 0, held: 0, kills: 0, polls: 0, deadlocks: 0, seconds: 0, surprises: [] };
  const { rows: partners } = await stage.client.query<{ id: string }>(`SELECT id FROM partner WHERE "eventId" = $1`, [troupe.eventId]);
  const { rows: visitors } = await stage.client.query<{ id: string }>(`SELECT id FROM visitor WHERE "eventId" = $1`, [troupe.eventId]);
  const deadline = AbortSignal.timeout(plan.deadlineMs);
  const expired = new Promise<never>((_, reject) => deadline.addEventListener("abort", () => reject(deadline.reason)));
  const doing = new Map<string, { what: string; since: number }>();
  let quietSince = Infinity;
  const cast: Cast = {
    stage,
    troupe,
    outcome,
    visitors: visitors.map(({ id }) => id),
    partners: partners.map(({ id }) => id),
    isOver: () => outcome.writes >= plan.writes || deadline.aborted,
    isQuiet: () => performance.now() > quietSince + 1500,
    request: async (who, line, body) => {
      doing.set(who, { what: line, since: performance.now() });
      const { answer } = await insist(async () => {
        deadline.throwIfAborted(); // not handed to fetch, which would hang a listener on it for every request
        return ask(stage.server.url, troupe, line, { body });
      });
      return answer;
    },
  };
  const progress = setInterval(() => report(`${seconds(started)} s: ${outcome.writes} writes, ${outcome.held} held, ${outcome.kills} kills, ${outcome.polls} polls`), 10_000);
  try {
    const pollers = pollerRules.map((rule) => poll(cast, rule));
    const writers = Promise.all([
      ...Array.from({ length: 6 }, (_, at) => writeThroughApi(cast, `writer ${at}`)),
      ...Array.from({ length: 2 }, (_, at) => writeDirectly(cast, `holder ${at}`, plan)),
      killServer(cast, plan),
    ]).then(() => (quietSince = performance.now()));
    const [, ...seen] = await Promise.race([Promise.all([writers, ...pollers]), expired]);
    for (const [at, rule] of pollerRules.entries()) outcome.verdicts.push(await judge(cast, rule, seen[at] ?? new Map()));
    const { rows } = await stage.client.query<{ deadlocks: number }>("SELECT pg_stat_force_next_flush(), deadlocks::int FROM pg_stat_database WHERE datname = current_database()");
    outcome.deadlocks = rows[0]?.deadlocks ?? -1;
    outcome.seconds = seconds(started);
    return outcome;
  } catch (error) {
    if (!deadline.aborted) throw error;
    const waiting = [...doing].map(([who, { what, since }]) => `${who}: ${what}, for ${seconds(since)} s`);
    throw new Error([`The feed did not come to its end in ${plan.deadlineMs / 1000} s: ${JSON.stringify(outcome)}`, ...waiting].join("\n  "), { cause: error });
  } finally {
    clearInterval(progress);
    await runtime.stop();
  }
}

async function writeThroughApi({ troupe, outcome, visitors, partners, isOver, request }: Cast, who: string): Promise<void> {
  const random = new Random(`feed ${who}`);
  const expo = troupe.eventId;
  while (!isOver()) {
    // every change of a contact changes all its registrations: a crowd that stays small would make the feed grow with the square of the writes
    const contact = { email: `crowd-${random.below(30 + outcome.writes / 40)}@feed.example`, jobFunction: `Job ${random.below(1000)}` };
    const [line, body] = random.weighted<() => [string, unknown]>([
      [() => [`POST /visitors/${expo}`, { contact, partner: random.chance(0.3) ? { id: random.pick(partners), role: "guest" } : null }], 40],
      [() => [`PUT /visitors/${expo}/${pickOr(random, visitors)}`, { language: random.pick(["nl", "en", "de"]), tags: [String(random.below(100))] }], 25],
      [() => [`PUT /visitors/${expo}/${pickOr(random, visitors)}`, { contact: { company: `Company ${random.below(1000)}` } }], 12],
      [() => [`PUT /partners/${expo}/${random.pick(partners)}`, { name: `Partner ${random.below(1000)}` }], 8],
      [() => [`DELETE /visitors/${expo}/${visitors.splice(random.below(visitors.length), 1)[0] ?? "none"}`, undefined], 15],
    ])(); // prettier-ignore
    const answer = await request(who, line, body);
    outcome.writes++;
    if (answer.status === 201) visitors.push(Row.parse(JSON.parse(answer.text)).id);
    else if (![200, 204, 404].includes(answer.status)) outcome.surprises.push(`${line}: ${answer.status} ${answer.text.slice(0, 300)}`);
  }
}

/** What no client can be made to do: a transaction that draws its revision early and ends late, or not at all. */
async function writeDirectly({ troupe, outcome, visitors, isOver }: Cast, who: string, plan: FeedPlan): Promise<void> {
  const random = new Random(`feed ${who}`);
  for (let turn = 1; !isOver(); turn++) {
    const isHeld = outcome.held < plan.holds && outcome.writes >= (outcome.held * plan.writes) / plan.holds;
    if (isHeld) outcome.held++;
    const rollsBack = turn % 5 === 0;
    const touched = write({ organisationId: troupe.organisationId }, async (tx) => {
      await tx.visitor.updateMany({ where: { id: pickOr(random, visitors), deletedAt: null }, data: { actionCode: `HELD-${random.below(1000)}` } });
      if (isHeld) await sleep(plan.holdMs * (0.3 + 0.7 * random.next()));
      if (rollsBack) throw new RolledBack();
    });
    await touched.then(
      () => outcome.writes++,
      (error: unknown) => {
        if (error instanceof RolledBack) outcome.rolledBack++;
        else if (!/later|take too long|busy/.test(String(error))) outcome.surprises.push(String(error));
      },
    );
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

class RolledBack extends Error {}
const pickOr = (random: Random, list: readonly string[]) => (list.length > 0 ? random.pick(list) : "none");
const seconds = (sinceMs: number) => Math.round((performance.now() - sinceMs) / 100) / 10;
