import type { Database } from "@/lib/core/db";
import { flush } from "./flush";
import type { Kinds } from "./kinds";
import type { Tape } from "./tape";

type Needs = { database: Pick<Database, "query">; kinds: Kinds };

/** Makes a journal known, so that it can be counted. */
export async function registerSource(database: Pick<Database, "query">, sourceId: string): Promise<void> {
  await database.query("register a journal", "INSERT INTO statistics_source (id) VALUES ($1) ON CONFLICT DO NOTHING", [sourceId]);
}

/** How far a journal is counted; undefined when this database does not know it. */
export async function flushedOf(database: Pick<Database, "query">, sourceId: string): Promise<number | undefined> {
  const [row] = await database.query<{ flushed: string }>("how far a journal is counted", "SELECT flushed::text FROM statistics_source WHERE id = $1", [sourceId]);
  return row && Number(row.flushed);
}

/**
 * Counts what is on a tape up to its end, piece by piece.
 * @param told  gets the organisations whose calls were counted
 * @throws unavailable and whatever else the database says; what was counted by then stays counted
 */
export async function flushTape({ database, kinds }: Needs, tape: Tape, told: Set<string> = new Set()): Promise<void> {
  for (let piece = tape.read(); piece; piece = tape.read()) {
    const { to, records } = piece;
    const isCounted = await flush(database, kinds, { sourceId: tape.sourceId, from: tape.flushed, to, records });
    if (isCounted) for (const { organisationId } of records) told.add(organisationId);
    const flushed = isCounted ? to : await flushedOf(database, tape.sourceId); // counted by another, or by us with an answer that got lost
    if (flushed === undefined || flushed <= tape.flushed) throw new Error(`The journal ${tape.sourceId} is not known to the database as it was.`);
    tape.flushed = flushed;
    tape.trim?.();
  }
}
