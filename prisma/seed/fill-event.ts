import type pg from "pg";
import { copyRows, type Row } from "./copy";
import { makeFair, makeHouse } from "./fair";
import { makePerson } from "./people";
import { Random } from "./random";
import { makePartner, makeVisitor, openMix } from "./registrations";
import { writeBulk } from "./write-bulk";

/** About half a second under the organisation's lock: other writers wait that long at most. */
const batchSize = 5000;

/**
 * Adds an event of `visitors` registrations, one batch after the other, while the next is made up here.
 * The demo must be there; the event brings types and questions of its own.
 * @param onBatch  told how many are committed
 * @returns the event's id
 * @throws {Error} when there is no demo organisation
 */
export async function fillEvent(client: pg.Client, { visitors, now, onBatch }: { visitors: number; now: Date; onBatch?: (done: number) => void }): Promise<string> {
  const found = await client.query<{ id: string; events: number; contacts: number }>(
    `SELECT id, (SELECT count(*)::int FROM event WHERE "organisationId" = o.id) AS events, (SELECT count(*)::int FROM contact WHERE "organisationId" = o.id) AS contacts FROM organisation o WHERE "isDemo"`,
  );
  const [organisation] = found.rows;
  if (!organisation) throw new Error("There is no demo organisation to add an event to.");
  const random = new Random(`visit event ${organisation.events + 1}`);
  const { fair, partners } = await foundEvent(client, random, organisation, now);

  let writing = Promise.resolve();
  for (let from = 0; from < visitors; from += batchSize) {
    const count = Math.min(batchSize, visitors - from);
    const contacts: Row[] = [];
    const rows: Row[] = [];
    for (let number = from + 1; number <= from + count; number++) {
      const person = makePerson(random, organisation.id, firstReference(organisation.contacts) + number);
      contacts.push(person.contact);
      const partner = random.chance(0.2) ? random.pick(partners) : undefined;
      rows.push(makeVisitor(random, organisation.id, fair, person, number, openMix, now, partner && { partner, role: random.chance(0.5) ? "staff" : "guest" }));
    }
    await writing;
    writing = writeBulk(client, organisation.id, async () => {
      await copyRows(client, "contact", contacts);
      await copyRows(client, "visitor", rows);
    }).then(() => onBatch?.(from + count));
    writing.catch(() => undefined); // thrown where it is awaited, a batch later
  }
  await writing;
  return fair.eventId;
}

/** Contact references of the events before are below it. */
const firstReference = (contacts: number) => Math.ceil((contacts + 10_000) / 10_000) * 10_000;

async function foundEvent(client: pg.Client, random: Random, { id: organisationId, events, contacts }: { id: string; events: number; contacts: number }, now: Date) {
  const house = makeHouse(random, organisationId);
  const plan = { name: `World Water Congress ${events + 1}`, reference: `WWC-${events + 1}`, description: "A very large one.", zone: "Europe/Amsterdam", firstDay: -1, dayCount: 3 };
  // what the house shares exists already under other ids: here it belongs to the event
  const fair = makeFair(random, house, plan, now);
  const own = house.rows.map(([table, rows]) => [table, rows.map((row) => ("eventId" in row ? { ...row, eventId: fair.eventId } : row))] as const);
  const leads = Array.from({ length: 200 }, (_, at) => makePerson(random, organisationId, firstReference(contacts) - 200 + at));
  const partners = leads.map((lead, at) => makePartner(random, organisationId, fair, lead, at + 1));
  const [event, ...parts] = fair.rows;
  await writeBulk(client, organisationId, async () => {
    for (const [table, rows] of [...(event ? [event] : []), ...own, ...parts]) await copyRows(client, table, rows);
    await copyRows(client, "contact", leads.map(({ contact }) => contact));
    await copyRows(client, "partner", partners);
  });
  return { fair, partners };
}
