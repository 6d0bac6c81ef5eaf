import { setImmediate } from "node:timers/promises";
import type pg from "pg";
import { copyRows } from "./copy";
import { makeFair } from "./fair";
import { openLoader } from "./loader";
import { makePerson } from "./people";
import { Random } from "./random";
import { readHouse } from "./read-house";
import { makePartner, makeVisitor, openMix } from "./registrations";
import { writeBulk } from "./write-bulk";

/** About half a second under the organisation's lock: other writers wait that long at most. */
const batchSize = 5000;

/**
 * Adds an event of `visitors` registrations, one batch after the other, while the next is made up here.
 * The demo must be there: the event uses its types and questions beside some of its own.
 * @param onBatch  told how many are committed
 * @returns the event's id
 * @throws {Error} when there is no demo organisation
 */
export async function fillEvent(client: pg.Client, { visitors, now, onBatch }: { visitors: number; now: Date; onBatch?: (done: number) => void }): Promise<string> {
  const found = await client.query<{ id: string; events: number }>(
    `SELECT id, (SELECT count(*)::int FROM event WHERE "organisationId" = o.id) AS events FROM organisation o WHERE "isDemo"`,
  );
  const [organisation] = found.rows;
  if (!organisation) throw new Error("There is no demo organisation to add an event to.");
  const random = new Random(`visit event ${organisation.events + 1}`);
  const { fair, partners } = await foundEvent(client, random, organisation, now);

  const loader = await openLoader(client, organisation.id);
  let writing = Promise.resolve();
  try {
    for (let from = 0; from < visitors; from += batchSize) {
      const count = Math.min(batchSize, visitors - from);
      const batch = loader.newBatch();
      for (let number = from + 1; number <= from + count; number++) {
        const person = makePerson(random, organisation.id, firstReference(organisation.events) + number);
        const partner = random.chance(0.2) ? random.pick(partners) : undefined;
        const host = partner && { partner, role: random.chance(0.5) ? ("staff" as const) : ("guest" as const) };
        batch.add(person.contact, makeVisitor(random, organisation.id, fair, person, number, openMix, now, host));
        if (number % 50 === 0) await setImmediate(); // the database's answers to the last batch must not wait for this one
      }
      await writing;
      writing = loader.load(batch).then(() => onBatch?.(from + count));
      writing.catch(() => undefined); // thrown where it is awaited, a batch later
    }
    await writing;
  } finally {
    await loader.close();
  }
  return fair.eventId;
}

/** Every event numbers its people in a range of its own. */
const firstReference = (events: number) => (events + 1) * 10_000_000;

async function foundEvent(client: pg.Client, random: Random, { id: organisationId, events }: { id: string; events: number }, now: Date) {
  const house = await readHouse(client, organisationId);
  const plan = { name: `World Water Congress ${events + 1}`, reference: `WWC-${events + 1}`, description: "A very large one.", zone: "Europe/Amsterdam", firstDay: -1, dayCount: 3 };
  const fair = makeFair(random, house, plan, now);
  const leads = Array.from({ length: 200 }, (_, at) => makePerson(random, organisationId, firstReference(events) - 200 + at));
  const partners = leads.map((lead, at) => makePartner(random, organisationId, fair, lead, at + 1));
  await writeBulk(client, organisationId, async () => {
    for (const [table, rows] of fair.rows) await copyRows(client, table, rows);
    await copyRows(client, "contact", leads.map(({ contact }) => contact));
    await copyRows(client, "partner", partners);
  });
  return { fair, partners };
}
