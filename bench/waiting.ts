import { setTimeout as sleep } from "node:timers/promises";
import { write } from "@/lib/core/db";
import { readSettings } from "@/lib/core/env.mjs";
import { startRuntime } from "@/lib/core/runtime";
import { cpuSeconds } from "./cpu";
import type { BenchStage } from "./stage";

/** From the end of a commit in one process to the answer in the hands of those who waited for it at another. */
export async function benchWait(stage: BenchStage): Promise<void> {
  const runtime = startRuntime({ ...readSettings({}), databaseUrl: stage.databaseUrl, listenUrl: stage.databaseUrl });
  const latencies: number[] = [];
  try {
    for (let round = -warmRounds; round < 50; round++) {
      const from = await horizon(stage);
      const answers = Array.from({ length: 20 }, () => wait(stage, from).then(() => performance.now()));
      await sleep(150); // until all are held
      await write({ organisationId: stage.organisationId }, (tx) => tx.visitor.update({ where: { id: stage.visitorId }, data: { actionCode: String(round) } }));
      const committed = performance.now();
      for (const answered of await Promise.all(answers)) if (round >= 0) latencies.push(Math.max(0, answered - committed));
    }
  } finally {
    await runtime.stop();
  }
  latencies.sort((a, b) => a - b);
  const p99 = quantile(latencies, 0.99);
  console.log(`\nwait=: commit to visible, 20 waiters, ${latencies.length} samples`);
  console.log(`  p50 ${quantile(latencies, 0.5).toFixed(1)} ms   p99 ${p99.toFixed(1)} ms   goal 50 ms: ${p99 <= 50 ? "reached" : "missed"}`);
}

/** What a thousand who wait for something that does not come cost the server. */
export async function benchIdle(stage: BenchStage): Promise<void> {
  const from = await horizon(stage);
  const waiters: Promise<void>[] = [];
  while (waiters.length < 1000) {
    for (let one = 0; one < 20; one++) waiters.push(wait(stage, from)); // a key has 10 requests at work and 40 in line until they are held
    await sleep(60);
  }
  await sleep(4_000); // connecting them was work
  const seconds = 15;
  const before = cpuSeconds(stage.visit.pid);
  await sleep(seconds * 1000);
  const share = (cpuSeconds(stage.visit.pid) - before) / seconds;
  console.log(`\nwait=: 1,000 idle waiters\n  ${(share * 100).toFixed(1)} % of a core   goal 5 %: ${share <= 0.05 ? "reached" : "missed"}`);
  await Promise.all(waiters);
}

async function wait(stage: BenchStage, from: string): Promise<void> {
  const response = await fetch(`${stage.visit.url}/create/v2/visitors/${stage.eventId}?fromRevision=${from}&wait=30`, { headers: { Authorization: stage.authorization } });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

async function horizon(stage: BenchStage): Promise<string> {
  const { rows } = await stage.client.query<{ next: string }>(`SELECT ("lastRevision" + 1)::text AS next FROM organisation WHERE id = $1`, [stage.organisationId]);
  return rows[0]?.next ?? "0";
}

/** Connections are opened with the first waiter and the first write, and stay open. */
const warmRounds = 5;
const quantile = (sorted: number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
