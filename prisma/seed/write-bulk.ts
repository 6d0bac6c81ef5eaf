import type pg from "pg";
import { channel, type Announcement } from "@/lib/core/announce";

/**
 * What `write()` is for verbs, for thousands of rows at a time: one transaction under the organisation's lock, revisions
 * drawn by the same triggers, waiters told after the commit. Keep it to a second or so: nobody else writes meanwhile.
 */
export async function writeBulk<T>(client: pg.Client, organisationId: string, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN ISOLATION LEVEL READ COMMITTED");
  try {
    await client.query("SELECT visit_open($1)", [organisationId]);
    const result = await work();
    const closed = await client.query<{ revision: string | null }>("SELECT revision FROM visit_close()");
    await client.query("COMMIT");
    const revision = closed.rows[0]?.revision;
    const announcement: Announcement = revision ? { [organisationId]: { revision, topics: ["*"] } } : {};
    if (revision) await client.query("SELECT pg_notify($1, $2)", [channel, JSON.stringify(announcement)]);
    return result;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
