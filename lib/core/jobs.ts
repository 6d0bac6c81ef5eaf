import type { Transaction } from "./db";
import type { Settings } from "./env.mjs";
import { newId } from "./ids";
import { part, runtime } from "./runtime";

/** Something that background work answers to. */
export type JobEvent = {
  /** `function/run`, `mail/queued`, … */
  name: string;
  /** Of two events with one id within 24 hours the second does nothing. Absent: a new one. */
  id?: string;
  data: Readonly<Record<string, unknown>>;
};

/** Whether an Inngest server runs the jobs, on as many processes as there are, or one process does. */
export function hasInngest({ inngestSigningKey, inngestDev }: Settings): boolean {
  return inngestSigningKey !== "" || inngestDev;
}

/**
 * Asks for background work. The event is a row: written in the caller's transaction it exists exactly if what gave rise to it
 * exists, and whichever engine runs the jobs fetches it after the commit, within a quarter of a second.
 * @param within  the transaction of the change that gives rise to it
 */
export async function sendJob(events: JobEvent | readonly JobEvent[], within?: Transaction): Promise<void> {
  const rows = new Map([events].flat().map(({ id = newId(), name, data }) => [id, { name, data: JSON.stringify(data) }]));
  const ids = [...rows.keys()];
  const names = [...rows.values()].map(({ name }) => name);
  const bodies = [...rows.values()].map(({ data }) => data);
  if (ids.length === 0) return;
  await (within ?? runtime().database.writer).$executeRaw`
    INSERT INTO job_event (id, name, data) SELECT * FROM unnest(${ids}::text[], ${names}::text[], ${bodies}::text[])
    ON CONFLICT (id) DO UPDATE SET sequence = DEFAULT, name = EXCLUDED.name, data = EXCLUDED.data, "createdAt" = DEFAULT, "deliveredAt" = NULL
      WHERE job_event."createdAt" < now() - interval '24 hours'`;
  if (!within) wakeJobs();
}

/** For who cannot wait a quarter of a second: events committed before are fetched now. */
export function wakeJobs(): void {
  jobBell().ring();
}

/** Rung in this process when there are events to fetch. */
class JobBell {
  readonly #listeners = new Set<() => void>();

  ring(): void {
    for (const listener of this.#listeners) listener();
  }

  /** @returns how to stop listening */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

export const jobBell = part("job-bell", () => new JobBell());
