/** What a task is told of the run before it, as PostgreSQL writes it. */
export type PreviousRun = { id: string; outcome: string; scheduledAt: string; startedAt: string; endedAt: string };

/**
 * What a background task is called with, as JSON text: `{scheduledAt, previous}`, times in ISO 8601; `previous` is null the first time. It is
 * stored with the run, so that running again means the same input.
 */
export function taskEvent(scheduledAt: Date, previous: PreviousRun | null): string {
  const iso = (time: string) => new Date(time).toISOString();
  const told = previous && { ...previous, scheduledAt: iso(previous.scheduledAt), startedAt: iso(previous.startedAt), endedAt: iso(previous.endedAt) };
  return JSON.stringify({ scheduledAt: scheduledAt.toISOString(), previous: told });
}

/** Of a function `f`: the latest run of a published version that was begun and is over. */
export const previousRun = `(SELECT row_to_json(p) FROM (
   SELECT b.id, b.state AS outcome, b.at AS "scheduledAt", b."startedAt", b."endedAt" FROM function_run b
    WHERE b."functionId" = f.id AND b."startedAt" IS NOT NULL AND b."endedAt" IS NOT NULL AND NOT b."isDryRun" AND b.version IS NOT NULL
    ORDER BY b."createdAt" DESC, b.id DESC LIMIT 1) p)`;
