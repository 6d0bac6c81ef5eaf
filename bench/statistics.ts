import { readdirSync, readFileSync } from "node:fs";
import autocannon from "autocannon";
import type pg from "pg";
import { hashPassword } from "@/lib/accounts/password";
import type { Context } from "@/lib/core/context";
import { write } from "@/lib/core/db";
import { readSettings } from "@/lib/core/env.mjs";
import { newId } from "@/lib/core/ids";
import { startRuntime } from "@/lib/core/runtime";
import { resolutionsFor } from "@/lib/statistics/question";
import { listLoggedCalls, logFilterIn } from "@/lib/statistics/request-log";
import { Split, type Question } from "@/lib/statistics/schema";
import { readKeyLines, readStatistics } from "@/lib/statistics/verbs";
import { Random } from "@/prisma/seed/random";
import { ServerProcess } from "@/proof/server-process";
import { Browser } from "@/test/browser";
import { cpuSeconds } from "./cpu";
import type { BenchStage } from "./stage";
import { median } from "./throughput";
import { generateUsage, keyCount, keyOf, operationCount, operationOf } from "./usage";

/** Questions to the counts of 100 million calls, the page that asks them, and what counting costs a list. */
export async function benchStatistics(stage: BenchStage): Promise<void> {
  await benchCounting(stage); // first: the other leaves the database with much to tidy up
  await benchQuestions(stage);
}

const organisationId = "bench00000000";
const zone = "Europe/Amsterdam";

export async function benchQuestions({ client, databaseUrl }: Pick<BenchStage, "client" | "databaseUrl">): Promise<void> {
  const now = new Date();
  const { calls, all, rows } = await generateUsage(client, { organisationId, zone, now });
  const { stop } = startRuntime(readSettings({ DATABASE_URL: databaseUrl, VISIT_SECRET: "0".repeat(64) }));
  try {
    const ctx: Context = { organisationId, actor: { kind: "system" }, events: { kind: "all" }, now };
    console.log(`\n${questionCount} random questions to ${figure(calls)} calls of 60 days and ${figure(all)} of three years; ${keyCount} keys, ${operationCount} operations, ${figure(rows)} rows and a minute that is not rolled up`);
    await askQuestions(client, ctx);
    console.log("\nBeside them, ms: p50 and p95 of 20");
    await show("API keys page: each key's last 24 hours", () => readKeyLines(ctx));
    const found = async (query: string) => listLoggedCalls(ctx, logFilterIn(new URLSearchParams(query), zone));
    await show("request log of 1,000,000 calls: newest", () => found(""));
    await show("request log: errors of one key", () => found("status=error&key=key0000000011"));
    await show("request log: one request id", () => found("request=00000000-0000-4000-8000-000000012345"));
    await show("request log: a path that is rare", () => found("path=/visitors/77777"));
    await show("request log: a path that never was", () => found("path=/nowhere"));
    await benchPage(databaseUrl);
  } finally {
    await stop();
  }
}

/** Each once. Time goes by while other programs have the processor, too: so what the process and its database's sessions ran is told beside it. */
export async function askQuestions(client: pg.Client, ctx: Context): Promise<void> {
  const random = new Random("questions");
  const questions = Array.from({ length: questionCount }, () => randomQuestion(random, ctx.now));
  for (const question of questions.slice(0, 20)) await readStatistics(ctx, question); // warm
  const { rows } = await client.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE application_name = 'visit read'");
  const ranMs = () => [process.pid, ...rows.map(({ pid }) => pid)].reduce((sum, pid) => sum + ranMsOf(pid), 0);
  const asked: { question: Question; ms: number; cpuMs: number }[] = [];
  for (const question of questions) {
    const before = ranMs();
    const ms = await timed(() => readStatistics(ctx, question));
    asked.push({ question, ms, cpuMs: ranMs() - before });
  }
  for (const [what, by] of [["on the wall", "ms"], ["of processors", "cpuMs"]] as const) {
    const times = asked.map((one) => one[by]).sort((one, other) => one - other);
    const at = (share: number) => times[Math.ceil(share * times.length) - 1] ?? NaN;
    console.log(`  ms ${what.padEnd(14)} p50 ${at(0.5).toFixed(1)}   p95 ${at(0.95).toFixed(1)}   p99 ${at(0.99).toFixed(1)}   slowest ${at(1).toFixed(1)}   above 100: ${times.filter((time) => time > 100).length}   goal p95 100: ${at(0.95) <= 100 ? "reached" : "missed"}`);
  }
  for (const { question, ms, cpuMs } of asked.toSorted((one, other) => other.cpuMs - one.cpuMs).slice(0, 5)) console.log(`  ${ms.toFixed(1).padStart(7)}${cpuMs.toFixed(1).padStart(8)}  ${words(question, ctx.now)}`);
}

/** How long all threads of a process ran. Linux only; elsewhere it is not told. */
function ranMsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6, 0);
  } catch {
    return NaN;
  }
}

const questionCount = 200;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const types = ["access:read", "access:write", "format:xml", "format:json", "status:2xx", "status:4xx", "status:5xx", "origin:outside", "origin:function", "resource:op3", "resource:op4"];

/** Of five minutes to three years, ending now or long ago, aligned with nothing, and everything else that can be asked. */
function randomQuestion(random: Random, now: Date): Question {
  const lengthMs = 5 * minuteMs * ((3 * 365 * dayMs) / (5 * minuteMs)) ** random.next();
  const agoMs = random.chance(0.5) ? 0 : random.next() ** 3 * (3 * 365 * dayMs - lengthMs);
  const until = new Date(now.getTime() - agoMs);
  const span = { from: new Date(until.getTime() - lengthMs), until };
  const resolutions = resolutionsFor(span, now).flatMap(({ resolution, refusal }) => (refusal === undefined ? [resolution] : []));
  const operations = random.some(Array.from({ length: operationCount }, (_, at) => `operation:${operationOf(at)}`), random.below(3)); // prettier-ignore
  return {
    ...span,
    types: random.chance(0.4) ? [] : [...random.some(types, random.below(4)), ...operations],
    keys: random.some(Array.from({ length: keyCount }, (_, at) => keyOf(at)), random.weighted([[0, 5], [1, 2], [5, 2], [keyCount, 1]])),
    resolution: resolutions.length > 0 ? random.pick(resolutions) : "day",
    split: random.pick(Split.options),
  }; // prettier-ignore
}

function words({ from, until, resolution, split, keys, types }: Question, now: Date): string {
  const days = (until.getTime() - from.getTime()) / dayMs;
  const ago = (now.getTime() - until.getTime()) / dayMs;
  return `${days.toFixed(days < 1 ? 2 : 0)} days${ago > 0 ? ` until ${ago.toFixed(1)} days ago` : ""} by ${resolution} and ${split}${keys.length > 0 ? `, ${keys.length} keys` : ""}${types.length > 0 ? `, ${types.join(" ")}` : ""}`;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function show(what: string, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 22; round++) times.push(await timed(work));
  const [p50 = NaN, p95 = NaN] = [9, 18].map((at) => times.slice(2).sort((left, right) => left - right)[at]);
  console.log(`  ${what.padEnd(58)}${p50.toFixed(1).padStart(7)}${p95.toFixed(1).padStart(8)}`);
  return p95;
}

/** The page as a browser gets it, from a server of its own: all of its HTML. */
async function benchPage(databaseUrl: string): Promise<void> {
  const account = { email: "reader@bench.example", password: "nine warm herrings" };
  const passwordHash = await hashPassword(account.password);
  await write({ organisationId }, async (tx) => {
    const role = await tx.role.create({ data: { id: newId(), organisationId, name: "Reader", permissions: { organisation: "read" } } });
    await tx.account.create({ data: { id: newId(), organisationId, roleId: role.id, email: account.email, name: "Reader", passwordHash, state: "active" } });
  });
  const server = await ServerProcess.start(databaseUrl);
  try {
    const browser = new Browser(server.url);
    while ((await browser.fetch("/sign-in")).status !== 200) await new Promise((done) => setTimeout(done, 100)); // pages come after the API
    await browser.signIn(account.email, account.password);
    const asked = async (query: string) => {
      const answer = await browser.fetch(`/organisation/api/statistics${query}`);
      const html = await answer.text();
      if (answer.status !== 200 || !html.includes("Slowest operations")) throw new Error(`The page was not shown: ${answer.status} ${html.slice(0, 300)}`);
    };
    console.log("\nThe page, its whole HTML from a server with a session, ms: p50 and p95 of 20");
    let worst = 0;
    for (const query of ["", "?span=1h", "?span=7d&split=key", "?span=30d&split=operation", `?from=${new Date(Date.now() - 1000 * dayMs).toISOString().slice(0, 16)}&type=status:4xx`]) worst = Math.max(worst, await show(query || "as it is opened", () => asked(query)));
    console.log(`  slowest p95: ${worst.toFixed(1)} ms   goal 300: ${worst <= 300 ? "reached" : "missed"}`);
  } finally {
    await server.stop();
  }
}

function figure(value: number): string {
  return value.toLocaleString("en-GB");
}

const rounds = 25;
const seconds = 2;

/** Lists of 100 visitors from a server that counts, against one that does not, in turns. */
export async function benchCounting({ databaseUrl, eventId, authorization }: Pick<BenchStage, "databaseUrl" | "eventId" | "authorization">): Promise<void> {
  const servers = [await ServerProcess.start(databaseUrl), await ServerProcess.start(databaseUrl, { VISIT_STATISTICS: "off" })];
  try {
    const figures = servers.map((): { perSecond: number; cpuUs: number }[] => []);
    for (const server of servers) await load(server, 2); // warm
    for (let round = 0; round < rounds; round++) for (const at of round % 2 ? [1, 0] : [0, 1]) figures[at]?.push(await load(servers[at], seconds));
    const [on = [], off = []] = figures;
    console.log(`\nLists of 100 visitors with counting on and off, medians of ${rounds} rounds of ${seconds} s in turns`);
    for (const [name, own] of [["on", on], ["off", off]] as const) console.log(`  ${name.padEnd(6)}${Math.round(median(own.map(({ perSecond }) => perSecond))).toString().padStart(6)} requests/s   ${Math.round(median(own.map(({ cpuUs }) => cpuUs)))} µs of the server's CPU each`); // prettier-ignore
    const lost = 1 - median(on.map(({ perSecond }, at) => perSecond / (off[at]?.perSecond ?? NaN)));
    console.log(`  counting costs ${(lost * 100).toFixed(1)} % of the throughput   goal below 3: ${lost < 0.03 ? "reached" : "missed"}`);
  } finally {
    for (const server of servers) await server.stop();
  }

  async function load(server: ServerProcess | undefined, duration: number) {
    if (!server) throw new Error("There are two servers.");
    const before = cpuSeconds(server.pid);
    const { requests, non2xx, errors, duration: took } = await autocannon({ url: `${server.url}/create/v2/visitors/${eventId}`, headers: { Authorization: authorization }, connections: 16, duration });
    if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} answers were not 2xx, ${errors} errors`);
    return { perSecond: requests.total / took, cpuUs: ((cpuSeconds(server.pid) - before) * 1e6) / requests.total };
  }
}
