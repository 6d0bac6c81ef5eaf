import type { Database } from "@/lib/core/db";
import { flush } from "./flush";
import type { Kinds } from "./kinds";
import type { Tape } from "./tape";

type Needs = { database: Pick<Database, "query">; kinds: Kinds };

/** Makes a journal known, so that it can be counted. @param flushed  how far it is counted */
export async function registerSource(database: Pick<Database, "query">, sourceId: string, flushed = 0): Promise<void> {
  await database.query("register a journal", "INSERT INTO statistics_source (id, flushed) VALUES ($1, $2) ON CONFLICT DO NOTHING", [sourceId, flushed]);
}

/** How far journals are counted; those that this database does not know are left out. */
export async function flushedOf(database: Pick<Database, "query">, sourceIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await database.query<{ id: string; flushed: string }>("how far journals are counted", "SELECT id, flushed::text FROM statistics_source WHERE id = ANY($1)", [sourceIds]);
  return new Map(rows.map(({ id, flushed }) => [id, Number(flushed)]));
}

/**
 * Counts what is on a tape by now, piece by piece.
 * @param told  gets the organisations whose calls were counted
 * @throws unavailable and whatever else the database says; what was counted by then stays counted
 */
export async function flushTape({ database, kinds }: Needs, tape: Tape, told: Set<string> = new Set()): Promise<void> {
  for (let piece = tape.read(); piece; piece = piece.hasMore ? tape.read() : undefined) {
    const { to, records } = piece;
    if (await flush(database, kinds, { sourceId: tape.sourceId, from: tape.flushed, to, records })) {
      for (const { organisationId } of records) told.add(organisationId);
      tape.flushed = to;
      tape.trim?.();
    } else {
      await catchUp(database, tape);
      piece.hasMore = true;
    }
  }
}

/**
 * The database has another idea of how far a tape is counted: another process has counted it, or we did with an answer that got lost, or it is an
 * older state of the database, to which what came since is counted again. When it knows nothing of a tape of our own, none of these is the reason.
 */
async function catchUp(database: Pick<Database, "query">, tape: Tape): Promise<void> {
  const flushed = (await flushedOf(database, [tape.sourceId])).get(tape.sourceId);
  if (flushed === undefined && tape.isOurs()) return registerSource(database, tape.sourceId, tape.flushed);
  if (flushed === undefined || flushed === tape.flushed) throw new Error(`The journal ${tape.sourceId} is not known to the database as it was.`);
  const isCounted = flushed > tape.flushed;
  tape.flushed = flushed;
  if (isCounted) tape.trim?.();
}
