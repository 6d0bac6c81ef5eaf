import { randomBytes } from "node:crypto";
import type pg from "pg";
import { hashPassword } from "@/lib/accounts/password";
import { defaultRoles } from "@/lib/accounts/roles";
import { newSecret } from "@/lib/api-keys/secret";
import { apiKeyRows } from "./api-key";
import { copyRows, type Row } from "./copy";
import { functionRows } from "./functions";
import { makeFair, makeHouse, type Fair, type FairPlan } from "./fair";
import { makePerson, type Person } from "./people";
import { Random } from "./random";
import { invitationMix, makePartner, makeVisitor, openMix, type Host, type Mix } from "./registrations";
import { copyUsage } from "./usage";
import { writeBulk } from "./write-bulk";

export type DemoOptions = {
  /** of the running event; a fifth as many came to the past one, a sixteenth is invited to the next */
  visitors?: number;
  email: string;
  /** made up when absent, like the API key */
  password?: string;
  apiKey?: string;
  now: Date;
};

/** What somebody needs to look around; shown once, as only hashes are stored. */
export type DemoCredentials = { email: string; password: string; memberEmail: string; memberPassword: string; apiKey: string };

/**
 * Fills a database with a small believable trade fair: everything or nothing, in one transaction. The same `now` gives
 * the same fair everywhere; only secrets and what opens a gate are random.
 * @returns undefined when the database has a demo already; nothing is added then
 */
export async function fillDemo(client: pg.Client, { visitors = 2000, email, password = newPassword(), apiKey = newSecret(), now }: DemoOptions): Promise<DemoCredentials | undefined> {
  const random = new Random("visit demo");
  const organisationId = random.id();
  const memberPassword = newPassword();
  const credentials = { email: email.toLowerCase(), password, memberEmail: memberAddress, memberPassword, apiKey };
  const people = await peopleOfTheHouse(random, organisationId, credentials);
  const isNew = await writeBulk(client, organisationId, async () => {
    // asked under the lock: of two that fill at the same moment the second finds the first's
    const { rowCount } = await client.query(`SELECT 1 FROM organisation WHERE "isDemo"`);
    if (rowCount) return false;
    await copyRows(client, "organisation", [{ id: organisationId, name: "Harbour Fairs", timezone, isDemo: true }]);
    for (const [table, rows] of people.rows) await copyRows(client, table, rows);
    await copyFairs(client, random, organisationId, visitors, now);
    for (const [table, rows] of functionRows(random, organisationId, people.ownerId, now)) await copyRows(client, table, rows);
    await copyUsage(client, new Random("usage of the demo"), { organisationId, zone: timezone, ownerId: people.ownerId, eventId: await runningEvent(client, organisationId), now });
    return true;
  });
  return isNew ? credentials : undefined;
}

async function runningEvent(client: pg.Client, organisationId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM event WHERE "organisationId" = $1 ORDER BY start OFFSET 1 LIMIT 1`, [organisationId]);
  return rows[0]?.id ?? "";
}

const timezone = "Europe/Amsterdam";
const memberAddress = "member@demo.example";

/** The past, the running and the next event of an organisation, inside a write of it. */
export async function copyFairs(client: pg.Client, random: Random, organisationId: string, visitors: number, now: Date): Promise<void> {
  const house = makeHouse(random, organisationId);
  for (const [table, rows] of house.rows) await copyRows(client, table, rows);
  const crowd: Person[] = []; // everyone so far: people come again
  for (const { plan, share, partners, mix } of programme(now)) {
    const fair = makeFair(random, house, plan, now);
    for (const [table, rows] of fair.rows) await copyRows(client, table, rows);
    await copyRegistrations(client, random, { organisationId, fair, crowd, visitors: Math.ceil(visitors * share), partners: Math.ceil((partners * visitors) / 2000), mix, now });
  }
}

/** Past, running and next event. */
function programme(now: Date): { plan: FairPlan; share: number; partners: number; mix: Mix }[] {
  const year = now.getUTCFullYear();
  return [
    { share: 0.2, partners: 24, mix: openMix, plan: { name: `Coastal Engineering Days Hamburg ${year}`, reference: `CED-${year}`, description: null, zone: "Europe/Berlin", firstDay: -152, dayCount: 2 } },
    { share: 1, partners: 120, mix: openMix, plan: { name: `Water & Energy Week Rotterdam ${year}`, reference: `WEW-${year}`, description: "The meeting place for water, ports and energy: 120 exhibitors in four halls, with a conference in the foyer.", zone: "Europe/Amsterdam", firstDay: -1, dayCount: 3 } },
    { share: 0.06, partners: 12, mix: invitationMix, plan: { name: `Harbour Tech Singapore ${year + 1}`, reference: `HTS-${year + 1}`, description: "Ports of the future, by invitation.", zone: "Asia/Singapore", firstDay: 190, dayCount: 2 } },
  ];
}

type Registrations = { organisationId: string; fair: Fair; crowd: Person[]; visitors: number; partners: number; mix: Mix; now: Date };

async function copyRegistrations(client: pg.Client, random: Random, { organisationId, fair, crowd, visitors, partners, mix, now }: Registrations): Promise<void> {
  const known = crowd.slice();
  const newcomers: Person[] = [];
  const someone = () => {
    if (known.length > 0 && random.chance(0.3)) return known.splice(random.below(known.length), 1)[0] ?? newcomer();
    return newcomer();
  };
  const newcomer = () => {
    const person = makePerson(random, organisationId, 1001 + crowd.length);
    crowd.push(person);
    newcomers.push(person);
    return person;
  };
  const hosts = Array.from({ length: partners }, (_, at) => makePartner(random, organisationId, fair, newcomer(), at + 1));
  const rows = Array.from({ length: visitors }, (_, at): Row => {
    const host: Host | undefined = hosts.length > 0 && random.chance(0.25) ? { partner: random.pick(hosts), role: random.chance(0.6) ? "staff" : "guest" } : undefined;
    return makeVisitor(random, organisationId, fair, someone(), at + 1, mix, now, host);
  });
  await copyRows(client, "contact", newcomers.map(({ contact }) => contact));
  await copyRows(client, "partner", hosts);
  await copyRows(client, "visitor", rows);
}

/** Roles, an account for each, and an API key that may do everything. */
async function peopleOfTheHouse(random: Random, organisationId: string, credentials: DemoCredentials): Promise<{ ownerId: string; rows: [table: string, rows: Row[]][] }> {
  const roles = defaultRoles.map(({ name, permissions }) => ({ id: random.id(), organisationId, name, permissions: JSON.stringify(permissions) }));
  const account = async (role: string, email: string, name: string, password: string) => {
    const roleId = roles.find((known) => known.name === role)?.id ?? null;
    return { id: random.id(), organisationId, roleId, email, name, passwordHash: await hashPassword(password), state: "active" };
  };
  const owner = await account("Administrator", credentials.email, "Robin de Vries", credentials.password);
  const rows: [table: string, rows: Row[]][] = [
    ["role", roles],
    ["account", [owner, await account("Member", credentials.memberEmail, "Sam Okafor", credentials.memberPassword)]],
    ...apiKeyRows(random.id(), organisationId, credentials.apiKey, { comments: "Demo key: may read and write everything", createdById: owner.id }),
  ];
  return { ownerId: owner.id, rows };
}

const newPassword = () => randomBytes(12).toString("base64url");
