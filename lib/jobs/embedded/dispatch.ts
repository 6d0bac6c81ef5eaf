import type pg from "pg";
import { condition, type EngineFunction } from "./functions";
import { addRuns, endRun, endStep, enqueue, holdRun, type NewRun } from "./store";

export type IncomingEvent = { id: string; name: string; data: Record<string, unknown>; ts: number };

/**
 * Hands undelivered events to everybody they concern, in one transaction: runs of functions start, runs that wait for such an event go
 * on, runs that it cancels end.
 * @param client  inside a transaction
 * @returns how many events there were; fewer than `most`: all
 */
export async function dispatch(client: pg.ClientBase, functions: ReadonlyMap<string, EngineFunction>, most: number): Promise<number> {
  const { rows } = await client.query<{ id: string; name: string; data: string; createdAt: Date }>({
    name: "engine-undelivered",
    text: `SELECT id, name, data, "createdAt" FROM job_event WHERE "deliveredAt" IS NULL ORDER BY sequence LIMIT $1 FOR UPDATE SKIP LOCKED`,
    values: [most],
  });
  if (rows.length === 0) return 0;
  const events = rows.map(({ id, name, data, createdAt }) => ({ id, name, data: JSON.parse(data), ts: createdAt.getTime() }));
  await wakeWaiting(client, events);
  await cancel(client, functions, events);
  await addRuns(client, events.flatMap((event) => runsFor(event, functions)));
  await client.query({ name: "engine-delivered", text: `UPDATE job_event SET "deliveredAt" = now() WHERE id = ANY($1)`, values: [rows.map(({ id }) => id)] });
  return rows.length;
}

function runsFor(event: IncomingEvent, functions: ReadonlyMap<string, EngineFunction>): NewRun[] {
  return [...functions.values()]
    .filter((fn) => fn.events.some(({ name, holds }) => name === event.name && holds({ event })))
    .map((fn) => ({ functionId: fn.id, key: fn.key ? `key ${JSON.stringify(fn.key({ event }))}` : `event ${event.id}`, event }));
}

async function wakeWaiting(client: pg.ClientBase, events: readonly IncomingEvent[]): Promise<void> {
  const { rows } = await client.query<{ runId: string; id: string; awaits: string; condition: string | null; event: string }>({
    name: "engine-waiting",
    text: `SELECT s."runId", s.id, s.awaits, s.condition, r.event FROM engine_step s JOIN engine_run r ON r.id = s."runId" WHERE s.awaits = ANY($1) AND s.state = 'waiting' AND r.state = 'running'`,
    values: [events.map(({ name }) => name)],
  });
  for (const step of rows) {
    const holds = condition(step.condition);
    const fits = events.find((event) => event.name === step.awaits && holds({ event: JSON.parse(step.event), async: event }));
    if (!fits || !(await holdRun(client, step.runId))) continue;
    if (await endStep(client, step.runId, step.id, { type: "data", data: fits })) await enqueue(client, [{ job: { kind: "advance", runId: step.runId } }]);
  }
}

async function cancel(client: pg.ClientBase, functions: ReadonlyMap<string, EngineFunction>, events: readonly IncomingEvent[]): Promise<void> {
  for (const fn of functions.values()) {
    for (const { name, holds } of fn.cancelledBy) {
      const coming = events.filter((event) => event.name === name);
      if (coming.length === 0) continue;
      const { rows } = await client.query<{ id: string; event: string }>(`SELECT id, event FROM engine_run WHERE "functionId" = $1 AND state = 'running'`, [fn.id]);
      for (const run of rows) {
        const isMeant = coming.some((event) => holds({ event: JSON.parse(run.event), async: event }));
        if (isMeant && (await holdRun(client, run.id))) await endRun(client, run.id, "cancelled", null);
      }
    }
  }
}
