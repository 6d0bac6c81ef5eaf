import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, insist } from "./api";
import { report, sized } from "./size";
import { foundTroupe, openStage, type Stage, type Troupe } from "./stage";

let stage: Stage;
let troupe: Troupe;

beforeAll(async () => {
  stage = await openStage();
  troupe = await foundTroupe(stage.client, "once");
}, 120_000);
afterAll(() => stage?.close());

const post = (body: unknown, headers: Record<string, string> = {}) => insist(() => ask(stage.server.url, troupe, `POST /visitors/${troupe.eventId}`, { body, headers }));

async function found(reference: string) {
  const { rows } = await stage.client.query<{ visitors: number; contacts: number }>(
    `SELECT count(*)::int AS visitors, count(DISTINCT "contactId")::int AS contacts FROM visitor WHERE "eventId" = $1 AND reference LIKE $2`,
    [troupe.eventId, reference],
  );
  return rows[0];
}

test("50 equal POSTs in parallel make one contact", async () => {
  const body = { reference: "equal", contact: { email: "Same.Person@one.example", lastName: "Same" } };
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(body)));
  expect(answers.map(({ answer }) => answer.status)).toEqual(Array.from({ length: 50 }, () => 201));
  expect(await found("equal")).toEqual({ visitors: 50, contacts: 1 });
  const contacts = await stage.client.query(`SELECT 1 FROM contact WHERE "organisationId" = $1 AND "emailKey" = 'same.person@one.example'`, [troupe.organisationId]);
  expect(contacts.rowCount).toBe(1);
  report("50 equal POSTs in parallel: 50 visitors, 1 contact");
}, 60_000);

test("50 equal POSTs in parallel with one Idempotency-Key make one visitor, and all hear of it", async () => {
  const body = { reference: "once", contact: { email: "once@one.example" } };
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(body, { "Idempotency-Key": "only-once" })));
  expect(new Set(answers.map(({ answer }) => `${answer.status} ${answer.text}`)).size).toBe(1);
  expect(answers[0]?.answer.status).toBe(201);
  expect(await found("once")).toEqual({ visitors: 1, contacts: 1 });
  report("50 equal POSTs in parallel with one Idempotency-Key: 1 visitor, 50 equal answers");
}, 60_000);

test("POSTs with keys, each tried until answered while the server is killed, make one visitor each", async () => {
  const count = sized(500, 60);
  const asked = { answered: 0, attempts: 0 };
  const killer = killUntil(() => asked.answered === count, () => asked.answered); // prettier-ignore
  const queue = Array.from({ length: count }, (_, at) => at);
  const client = async () => {
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      const body = { reference: `killed-${at}`, contact: { email: `killed-${at}@one.example` } };
      const { answer, attempts } = await post(body, { "Idempotency-Key": `killed-${at}` });
      expect.soft(answer.status, answer.text).toBe(201);
      asked.answered++;
      asked.attempts += attempts;
    }
  };
  await Promise.all(Array.from({ length: 12 }, client));
  const kills = await killer;
  expect(kills).toBeGreaterThan(0);
  expect(asked.attempts).toBeGreaterThan(count); // else nobody was hit, and nothing is proved
  expect(await found("killed-%")).toEqual({ visitors: count, contacts: count });
  report(`${count} POSTs with keys, ${asked.attempts} attempts, the server killed ${kills} times: ${count} visitors`);
}, 600_000);

/** Kills the server in full work, after a random number of answers of each of its lives. */
async function killUntil(isOver: () => boolean, answered: () => number): Promise<number> {
  for (let kills = 0; ; kills++) {
    const next = answered() + Math.random() * sized(40, 20);
    while (answered() <= next && !isOver()) await sleep(Math.random() * 10);
    if (isOver()) return kills;
    await stage.server.kill();
    await stage.server.restart();
  }
}
