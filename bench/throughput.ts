import autocannon from "autocannon";
import { cpuSeconds } from "./cpu";
import type { BenchStage } from "./stage";

type Contestant = { name: string; url: string; headers: Record<string, string>; pid: number };
type Figures = { perSecond: number; p99Ms: number; cpuUs: number };

const rounds = 5;
const connections = 16;
const seconds = 3;

/** Lists of 100 visitors, and one visitor: Visit in both formats against the bare handler, in turns, so that what else the machine does hits all alike. */
export async function benchThroughput(stage: BenchStage, which: "list" | "visitor"): Promise<void> {
  const path = which === "list" ? `/visitors/${stage.eventId}` : `/visitors/${stage.eventId}/${stage.visitorId}`;
  const visit = `${stage.visit.url}/create/v2${path}`;
  const headers = { Authorization: stage.authorization };
  const contestants: Contestant[] = [
    { name: "bare JSON", url: `${stage.bareUrl}${path}`, headers: {}, pid: stage.barePid },
    { name: "Visit JSON", url: visit, headers: { ...headers, Accept: "application/json" }, pid: stage.visit.pid },
    { name: "Visit XML", url: visit, headers: { ...headers, Accept: "application/xml" }, pid: stage.visit.pid },
  ];
  const bytes = await Promise.all(contestants.map(sizeOf));
  if (bytes[0] !== bytes[1]) throw new Error(`The two do not say the same: ${bytes[0]} and ${bytes[1]} bytes.`);
  const figures = contestants.map((): Figures[] => []);
  for (const contestant of contestants) await run(contestant, 2); // warm
  for (let round = 0; round < rounds; round++) {
    for (const [at, contestant] of contestants.entries()) figures[at]?.push(await run(contestant, seconds));
  }
  console.log(`\n${which === "list" ? "A list of 100 visitors" : "One visitor"}, ${connections} connections, medians of ${rounds} rounds of ${seconds} s in turns`);
  for (const [at, { name }] of contestants.entries()) {
    const own = figures[at] ?? [];
    console.log(`  ${name.padEnd(12)}${String(Math.round(median(own.map(({ perSecond }) => perSecond)))).padStart(7)} requests/s   p99 ${median(own.map(({ p99Ms }) => p99Ms)).toFixed(1).padStart(6)} ms   ${String(Math.round(median(own.map(({ cpuUs }) => cpuUs)))).padStart(5)} µs of its CPU each   ${bytes[at]} bytes`);
  }
  const [bare = [], json = [], xml = []] = figures;
  verdict("Visit JSON / bare JSON", ratio(json, bare), which === "list" ? 0.85 : 0.8);
  verdict("Visit XML / Visit JSON", ratio(xml, json), which === "list" ? 0.6 : undefined);
}

async function run({ url, headers, pid }: Contestant, duration: number): Promise<Figures> {
  const before = cpuSeconds(pid);
  const result = await autocannon({ url, headers, connections, duration });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`);
  return { perSecond: result.requests.total / result.duration, p99Ms: result.latency.p99, cpuUs: ((cpuSeconds(pid) - before) * 1e6) / result.requests.total };
}

async function sizeOf({ url, headers }: Contestant): Promise<number> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.arrayBuffer()).byteLength;
}

/** Of the two in the same round: what slowed one slowed the other. */
const ratio = (own: Figures[], other: Figures[]) => median(own.map(({ perSecond }, at) => perSecond / (other[at]?.perSecond ?? NaN)));

function verdict(what: string, value: number, goal?: number): void {
  const judged = goal === undefined ? "" : value >= goal ? `   goal ${goal}: reached` : `   goal ${goal}: missed`;
  console.log(`  ${what.padEnd(24)}${value.toFixed(2)}${judged}`);
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
