import pg from "pg";
import { copyLines, toLine, type Row } from "./copy";
import { fold } from "./fold";
import { writeBulk } from "./write-bulk";

/** Registrations of new contacts, kept as the lines COPY reads: those are made while the database is busy with the batch before. */
type Batch = { contacts: Lines; visitors: Lines; add: (contact: Row, visitor: Row) => void };
type Lines = { columns: readonly string[]; lines: string[] };

/**
 * Loads new contacts with their registrations in bulk. Row triggers and key checks cost more than the rows themselves, so
 * where the database user may switch them off for a transaction, what they do is done here: revisions are drawn from the
 * same sequence under the same lock, and search words are folded alike (a test compares). Elsewhere the triggers run.
 */
export async function openLoader(client: pg.Client, organisationId: string) {
  const mayBypass = await maySkipTriggers(client);
  // The trigram index takes entries by the thousand far better than one by one: let them gather between two clean-ups.
  // Nor does the next batch wait until the last one lies on the disk: after a crash of the machine, one can load again.
  await client.query("SET gin_pending_list_limit = '256MB'; SET maintenance_work_mem = '256MB'; SET synchronous_commit = off");
  // A session of its own puts them into the index, while this one goes on loading.
  const aside = await another(client);
  await aside.query("SET maintenance_work_mem = '256MB'");
  const tidy = async () => void (await aside.query("SELECT gin_clean_pending_list('visitor_search')"));
  let tidying = Promise.resolve();
  let untidied = 0;
  return {
    newBatch: (): Batch => newBatch(mayBypass ? withWords : (_, visitor) => visitor),
    load: async (batch: Batch): Promise<void> => {
      await writeBulk(client, organisationId, () => (mayBypass ? copyDrawn(client, batch) : copyTriggered(client, batch)));
      untidied += batch.visitors.lines.length;
      if (untidied < 50_000) return;
      untidied = 0;
      await tidying;
      tidying = tidy();
      tidying.catch(() => undefined); // thrown where it is awaited
    },
    /** After the last batch, also one that failed. */
    close: async (): Promise<void> => {
      try {
        await tidying;
        await tidy();
      } finally {
        await aside.end();
      }
    },
  };
}

async function another({ host, port, user, password, database, ssl }: pg.Client): Promise<pg.Client> {
  const client = new pg.Client({ host, port, user, password: password ?? undefined, database, ssl });
  await client.connect();
  return client;
}

function newBatch(complete: (contact: Row, visitor: Row) => Row): Batch {
  const contacts: Lines = { columns: [], lines: [] };
  const visitors: Lines = { columns: [], lines: [] };
  return {
    contacts,
    visitors,
    add: (contact, visitor) => {
      addLine(contacts, contact);
      addLine(visitors, complete(contact, visitor));
    },
  };
}

/** All rows have the members of the first. */
function addLine(to: Lines, row: Row): void {
  if (to.lines.length === 0) to.columns = Object.keys(row);
  to.lines.push(toLine(to.columns, row));
}

async function copyTriggered(client: pg.Client, { contacts, visitors }: Batch): Promise<void> {
  await copyLines(client, "contact", contacts.columns, contacts.lines);
  await copyLines(client, "visitor", visitors.columns, visitors.lines);
}

async function copyDrawn(client: pg.Client, { contacts, visitors }: Batch): Promise<void> {
  await client.query("SET LOCAL session_replication_role = replica");
  const drawn = await client.query<{ revision: string }>("SELECT nextval('visit_revision') AS revision FROM generate_series(1, $1::int)", [visitors.lines.length]);
  await client.query("SELECT set_config('visit.revision', $1, true)", [drawn.rows.at(-1)?.revision]);
  await copyLines(client, "contact", contacts.columns, contacts.lines);
  await copyLines(client, "visitor", ["revision", ...visitors.columns], visitors.lines.map((line, at) => `${drawn.rows[at]?.revision}\t${line}`)); // prettier-ignore
}

/** What the triggers would add, but for the revision. */
function withWords(contact: Row, visitor: Row): Row {
  const words = (...members: unknown[]) => fold(members.filter((member) => typeof member === "string").join(" "));
  return {
    ...visitor,
    search: words(contact.firstName, contact.lastNamePrefix, contact.lastName, contact.company, contact.email, visitor.reference, contact.reference),
    sortName: words(contact.lastName, contact.firstName),
    sortCompany: words(contact.company),
  };
}

async function maySkipTriggers(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ allowed: boolean }>("SELECT rolsuper AS allowed FROM pg_roles WHERE rolname = current_user");
  return rows[0]?.allowed ?? false;
}
