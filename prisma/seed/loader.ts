import type pg from "pg";
import { copyRows, type Row } from "./copy";
import { fold } from "./fold";
import { writeBulk } from "./write-bulk";

export type Registration = { contact: Row; visitor: Row };

/**
 * Loads new contacts with their registrations in bulk. Row triggers and key checks cost more than the rows themselves, so
 * where the database user may switch them off for a transaction, what they do is done here: revisions are drawn from the
 * same sequence under the same lock, and search words are folded alike (a test compares). Elsewhere the triggers run.
 */
export async function openLoader(client: pg.Client, organisationId: string) {
  const mayBypass = await maySkipTriggers(client);
  // The trigram index takes entries by the thousand far better than one by one: let them gather between two clean-ups.
  await client.query("SET gin_pending_list_limit = '256MB'; SET maintenance_work_mem = '256MB'");
  const tidy = async () => void (await client.query("SELECT gin_clean_pending_list('visitor_search')"));
  let untidied = 0;
  return {
    load: async (batch: Registration[]): Promise<void> => {
      await writeBulk(client, organisationId, () => (mayBypass ? copyDrawn(client, batch) : copyTriggered(client, batch)));
      untidied += batch.length;
      if (untidied < 50_000) return;
      untidied = 0;
      await tidy(); // under nobody's lock
    },
    tidy,
  };
}

async function copyTriggered(client: pg.Client, batch: Registration[]): Promise<void> {
  await copyRows(client, "contact", batch.map(({ contact }) => contact)); // prettier-ignore
  await copyRows(client, "visitor", batch.map(({ visitor }) => visitor)); // prettier-ignore
}

async function copyDrawn(client: pg.Client, batch: Registration[]): Promise<void> {
  await client.query("SET LOCAL session_replication_role = replica");
  const drawn = await client.query<{ revision: string }>("SELECT nextval('visit_revision') AS revision FROM generate_series(1, $1::int)", [batch.length]);
  await client.query("SELECT set_config('visit.revision', $1, true)", [drawn.rows.at(-1)?.revision]);
  const visitors = batch.map(({ contact, visitor }, at): Row => {
    const words = (...members: unknown[]) => fold(members.filter((member) => typeof member === "string").join(" "));
    return {
      ...visitor,
      revision: drawn.rows[at]?.revision ?? null,
      search: words(contact.firstName, contact.lastNamePrefix, contact.lastName, contact.company, contact.email, visitor.reference, contact.reference),
      sortName: words(contact.lastName, contact.firstName),
      sortCompany: words(contact.company),
    };
  });
  await copyRows(client, "contact", batch.map(({ contact }) => contact)); // prettier-ignore
  await copyRows(client, "visitor", visitors);
}

async function maySkipTriggers(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ allowed: boolean }>("SELECT rolsuper AS allowed FROM pg_roles WHERE rolname = current_user");
  return rows[0]?.allowed ?? false;
}
