import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { readSettings } from "@/lib/core/env.mjs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { sealingKey } from "@/proof/server-process";
import { makeFunction } from "@/test/functions";
import { makeOrganisation } from "@/test/makers";
import { cpuSeconds } from "./cpu";
import type { BenchStage } from "./stage";
import { median } from "./throughput";

type Caller = () => Promise<void>;

/**
 * Endpoint calls, each a run in a fresh engine that makes one call of the API, against that call made directly: at 20 a second in turns, so
 * that what else the machine does hits both alike; then as many as there can be; then the server's memory over many.
 * @param runs  of the last part
 */
export async function benchEndpoint(stage: BenchStage, runs = 20_000): Promise<void> {
  const { organisationId, eventId, visitorId, visit } = stage;
  startRuntime({ ...readSettings({ VISIT_ENCRYPTION_KEY: sealingKey }), databaseUrl: stage.databaseUrl, listenUrl: stage.databaseUrl });
  try {
    const code = `export default () => visit.visitors.get("${eventId}", "${visitorId}")`;
    const direct = caller(`${visit.url}/create/v2/visitors/${eventId}/${visitorId}`, { Authorization: stage.authorization });
    const endpoint = caller(await publish(visit.url, { id: organisationId }, code));
    const others = await Promise.all([1, 2, 3].map(async () => caller(await publish(visit.url, await makeOrganisation(), `export default async () => (await visit.expos.list({ limit: 1 })).length`))));
    await overhead(direct, endpoint, visit.pid);
    await saturation("one organisation", [endpoint], visit.pid);
    await saturation("four organisations", [endpoint, ...others], visit.pid);
    await memory(endpoint, visit.pid, runs);
  } finally {
    await runtime().stop();
  }
}

/** @returns its link */
async function publish(origin: string, organisation: { id: string }, code: string): Promise<string> {
  const { id, linkToken } = await makeFunction(organisation, { code, kind: "endpoint", now: new Date() });
  const { key } = await runtime().database.read.apiFunction.findUniqueOrThrow({ where: { id } });
  return `${origin}/endpoint/${organisation.id}/${key}/${linkToken}`;
}

function caller(url: string, headers: Record<string, string> = {}): Caller {
  return async () => {
    const answer = await fetch(url, { headers });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} ${text}`);
  };
}

async function overhead(direct: Caller, endpoint: Caller, pid: number): Promise<void> {
  for (let warm = 0; warm < 40; warm++) await Promise.all([endpoint(), direct()]);
  const times: number[] = [];
  const directTimes: number[] = [];
  const before = cpuSeconds(pid);
  const calls: Promise<unknown>[] = [];
  for (let tick = 0; tick < 2 * perSecond * seconds; tick++) {
    calls.push(tick % 2 === 0 ? timed(endpoint).then((ms) => times.push(ms)) : timed(direct).then((ms) => directTimes.push(ms)));
    await sleep(1000 / perSecond / 2);
  }
  await Promise.all(calls);
  const usual = median(directTimes);
  const over = times.map((ms) => ms - usual);
  console.log(`\nAn endpoint call that makes one API call, ${perSecond} a second for ${seconds} s, beside as many of that API call`);
  console.log(`  direct       p50 ${ms(usual)}   p99 ${ms(quantile(directTimes, 0.99))}`);
  console.log(`  endpoint     p50 ${ms(median(times))}   p99 ${ms(quantile(times, 0.99))}   ${(((cpuSeconds(pid) - before) * 1000) / times.length).toFixed(1)} ms of the server's CPU for both calls`);
  console.log(`  overhead     p50 ${ms(median(over))}   goal 15 ms: ${median(over) <= 15 ? "reached" : "missed"}   p99 ${ms(quantile(over, 0.99))}   goal 60 ms: ${quantile(over, 0.99) <= 60 ? "reached" : "missed"}`);
}

async function saturation(whose: string, callers: readonly Caller[], pid: number): Promise<void> {
  let calls = 0;
  const times: number[] = [];
  const before = cpuSeconds(pid);
  const end = performance.now() + 10_000;
  const loop = async (call: Caller) => {
    while (performance.now() < end) {
      times.push(await timed(call));
      calls++;
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: atOnce }, (_, at) => loop(callers[at % callers.length] ?? callers[0] ?? (() => sleep(0)))));
  const took = (performance.now() - startedAt) / 1000;
  console.log(`  ${String(Math.round(calls / took)).padStart(4)} runs/s at saturation, ${whose}, ${atOnce} callers   p50 ${ms(median(times))}   p99 ${ms(quantile(times, 0.99))}   ${(((cpuSeconds(pid) - before) * 1000) / calls).toFixed(1)} ms of the server's CPU each`);
}

async function memory(call: Caller, pid: number, runs: number): Promise<void> {
  const rounds = 10;
  const sizes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let left = Math.ceil(runs / rounds);
    const loop = async () => {
      while (left-- > 0) await call();
    };
    await Promise.all(Array.from({ length: 8 }, loop));
    sizes.push(residentMiB(pid));
  }
  const [, second = 0] = sizes;
  const grown = (sizes.at(-1) ?? 0) - second;
  console.log(`  memory over ${runs} runs, in MiB after each tenth: ${sizes.map((size) => Math.round(size)).join(" ")}`);
  console.log(`  grown since the second tenth by ${Math.round(grown)} MiB   goal ${mostGrownMiB}: ${grown <= mostGrownMiB ? "reached" : "missed"}`);
}

async function timed(call: Caller): Promise<number> {
  const startedAt = performance.now();
  await call();
  return performance.now() - startedAt;
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? NaN;
}

function residentMiB(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

function ms(value: number): string {
  return `${value.toFixed(1).padStart(6)} ms`;
}

const perSecond = 20;
const seconds = 30;
const atOnce = 32;
/**
 * By the second tenth all is warm. Over the 16,000 runs that follow this is 2 KiB each: less than anything a run could leave behind whole,
 * and more than what one look at the heap differs from the next by.
 */
const mostGrownMiB = 32;
