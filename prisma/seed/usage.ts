import type pg from "pg";
import { ends, hashSecret, newSecret } from "@/lib/api-keys/secret";
import type { Recorded } from "@/lib/statistics/call-record";
import { clockOf, type Clock } from "@/lib/statistics/clock";
import { gather, type Count, type KindOfCall } from "@/lib/statistics/gather";
import { insertKinds, kindName } from "@/lib/statistics/kinds";
import { summaryKey, summaryKinds } from "@/lib/statistics/summary";
import { tiers, type Tier } from "@/lib/statistics/tiers";
import { copyLines, copyRows, type Row } from "./copy";
import type { Random } from "./random";

/** What some software does with a key: in an ordinary hour `calls` of an operation, times what the hour of the day makes of it. */
type Habit = { operation: string; method?: string; path: string; format?: "json" | "xml"; calls: number; rhythm: keyof typeof rhythms; medianMs: number; bytes: number; errors?: readonly (readonly [status: number, share: number])[] };
type User = { comments: string; rights: Record<string, string>; address: string; origin?: "outside" | "function"; habits: readonly Habit[] };

/** Those who use the demo's API. Keys of the first comments are there already. */
const users: readonly User[] = [
  {
    comments: "Functions of the demo", rights: {}, address: "", origin: "function",
    habits: [{ operation: "visitors.list", path: "/visitors/{event}", calls: 6.5, rhythm: "steady", medianMs: 4, bytes: 3000, errors: [[429, 0.004]] }, { operation: "partners.list", path: "/partners/{event}", calls: 1.5, rhythm: "office", medianMs: 6, bytes: 42_000 }],
  },
  {
    comments: "CRM synchronisation", rights: { "*": "read", visitors: "write" }, address: "198.51.100.24",
    habits: [
      { operation: "visitors.list", path: "/visitors/{event}", calls: 12, rhythm: "steady", medianMs: 7, bytes: 70_000, errors: [[503, 0.001]] },
      { operation: "visitors.update", method: "PUT", path: "/visitors/{event}/{record}", calls: 5, rhythm: "office", medianMs: 14, bytes: 2400, errors: [[412, 0.03], [422, 0.02], [404, 0.01]] },
    ],
  },
  {
    comments: "Registration website", rights: { "*": "read", visitors: "write" }, address: "203.0.113.80",
    habits: [
      { operation: "registrationForms.list", path: "/registrationForms/{event}", calls: 14, rhythm: "public", medianMs: 3, bytes: 5200, errors: [[304, 0.5]] },
      { operation: "visitors.create", method: "POST", path: "/visitors/{event}", calls: 9, rhythm: "public", medianMs: 18, bytes: 2400, errors: [[422, 0.09], [409, 0.01]] },
    ],
  },
  { comments: "Badge desk, north entrance", rights: { "*": "none", expos: "read", visitors: "read" }, address: "2001:db8:40::17", habits: [{ operation: "visitors.get", path: "/visitors/{event}/{record}", format: "xml", calls: 26, rhythm: "show", medianMs: 3, bytes: 2600, errors: [[404, 0.04]] }] },
  {
    comments: "Reporting", rights: { "*": "read" }, address: "192.0.2.61",
    habits: [{ operation: "expos.get", path: "/expos/{event}", format: "xml", calls: 6, rhythm: "nightly", medianMs: 9, bytes: 11_000 }, { operation: "partners.list", path: "/partners/{event}", format: "xml", calls: 12, rhythm: "nightly", medianMs: 22, bytes: 64_000, errors: [[401, 0.01]] }],
  },
]; // prettier-ignore

type Local = { hour: number; isWeekend: boolean; daysAgo: number };

/** By hour of the day, and by how near the show is: the demo's running event began yesterday. */
const rhythms = {
  steady: () => 1,
  office: ({ hour, isWeekend }: Local) => (isWeekend ? 0 : ([0, 0, 0, 0, 0, 0, 0.1, 0.5, 1.2, 1.6, 1.5, 1.3, 0.8, 1.4, 1.6, 1.4, 1.1, 0.5, 0.2, 0.1][hour] ?? 0)),
  public: ({ hour, daysAgo }: Local) => ([0.2, 0.1, 0, 0, 0, 0.1, 0.3, 0.6, 0.9, 1.1, 1.2, 1.2, 1.3, 1.2, 1.1, 1, 1, 1.1, 1.2, 1.4, 1.5, 1.3, 0.8, 0.4][hour] ?? 0) * (0.3 + 1.5 * Math.exp(-daysAgo / 12)),
  show: ({ hour, daysAgo }: Local) => (daysAgo < 2 ? ([0, 0, 0, 0, 0, 0, 0, 0.6, 2.4, 4, 3.2, 2.2, 1.4, 1.6, 1.2, 0.8, 0.4, 0.1][hour] ?? 0) : 0),
  nightly: ({ hour }: Local) => (hour === 3 ? 1 : 0),
};

type Told = Omit<Recorded, "organisationId" | "skipped">;
type Place = { organisationId: string; zone: string; ownerId: string; eventId: string; now: Date };

/** 60 days of calls, the last two of them call by call, with the request log of these two. */
export async function copyUsage(client: pg.Client, random: Random, place: Place): Promise<void> {
  const { organisationId, zone, eventId, now } = place;
  const keyIds = await copyKeys(client, random, place);
  const clock = clockOf(zone);
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  const recent = today - 2 * dayMs;
  const counts = new Counts(clock);
  const calls: Told[] = [];
  for (let hourAt = today - 60 * dayMs; hourAt < now.getTime(); hourAt += hourMs) {
    const local = { hour: Math.floor((hourAt - clock.startOf("day", hourAt)) / hourMs), isWeekend: hourAt - clock.startOf("week", hourAt) >= 5 * dayMs, daysAgo: (now.getTime() - hourAt) / dayMs };
    for (const [at, user] of users.entries()) {
      for (const habit of user.habits) {
        const amount = Math.floor(habit.calls * rhythms[habit.rhythm](local) * (0.75 + 0.5 * random.next()) + random.next() * 0.99);
        const told = Array.from({ length: amount }, () => tell(random, user, habit, keyIds[at] ?? "", eventId, hourAt));
        if (hourAt >= recent) calls.push(...told.filter(({ atMs }) => atMs <= now.getTime()));
        // Of earlier days all calls of an hour in one quarter, and where nobody can look by the hour any more, those of three hours: it saves many rows.
        else for (const count of gather(told.map((one) => ({ ...one, organisationId, atMs: local.daysAgo > 17 ? hourAt - (hourAt % (3 * hourMs)) : hourAt })))) counts.add(count, tiers.filter((tier) => tier !== "minute"));
      }
    }
  }
  for (const count of gather(calls.map((call) => ({ ...call, organisationId })))) counts.add(count, tiers);
  await counts.copy(client);
  await copyRows(client, "logged_call", calls.map(({ atMs, requestId: id, isWrite: _, address, ...call }): Row => ({ ...call, id, organisationId, at: new Date(atMs), address: address || null }))); // prettier-ignore
  await copyRows(client, "statistics_zone", [{ organisationId, zone }]);
  await client.query(insertAlert, [demoAlert, organisationId, keyIds[users.findIndex(({ comments }) => comments === "Registration website")], place.ownerId, now]);
}

/** Tests know it by this. */
export const demoAlert = "demoalerterrs";
/** Of the registration website, by its owner's wish. In a demo nobody calls, so that it tells nobody. */
const insertAlert = `
  INSERT INTO statistics_alert (id, "organisationId", "keyId", about, against, "limit", minutes, "mailTo", "createdById", "createdAt")
  SELECT $1, $2, $3, 'errors', 'threshold', 25, 60, ARRAY[email], id, $5 FROM account WHERE id = $4`;

function tell(random: Random, { address, origin = "outside" }: User, habit: Habit, keyId: string, eventId: string, hourAt: number): Told {
  const { operation, method = "GET", path, format = "json", medianMs, bytes, errors = [] } = habit;
  const status = random.weighted<number>([[method === "POST" ? 201 : 200, 1], ...errors]);
  const spread = Math.exp((random.next() + random.next() + random.next() - 1.5) * 1.1) * (random.chance(0.01) ? 12 : 1);
  const size = status === 304 ? 0 : status >= 400 ? 420 : Math.floor(bytes * (0.7 + 0.6 * random.next()));
  return {
    keyId, requestId: uuid(random), atMs: hourAt + random.below(hourMs), operation, isWrite: method !== "GET", method, path: path.replace("{event}", eventId).replace("{record}", random.id()),
    format, origin, status, durationUs: Math.round((status >= 400 ? medianMs / 3 : medianMs) * spread * 1000), bytes: size, address,
  }; // prettier-ignore
}

function uuid(random: Random): string {
  const digits = Array.from({ length: 4 }, () => random.below(2 ** 32).toString(16).padStart(8, "0")).join(""); // prettier-ignore
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** Adds counts up as a roll-up does. */
class Counts {
  readonly #rows = new Map<string, Count & { tier: Tier }>();
  constructor(private readonly clock: Clock) {}

  add(count: Count, into: readonly Tier[]): void {
    for (const tier of into) {
      const bucket = new Date(this.clock.startOf(tier, count.bucket.getTime()));
      const kind = summaryKinds.find(({ origin, statusClass }) => origin === count.kind.origin && statusClass === count.kind.statusClass) ?? count.kind;
      for (const keyId of [count.keyId, ""]) {
        this.#addTo(tier, { ...count, bucket, keyId });
        this.#addTo(tier, { ...count, bucket, keyId: summaryKey(keyId), kind });
      }
    }
  }

  #addTo(tier: Tier, count: Count): void {
    const name = `${tier} ${count.keyId} ${count.bucket.getTime()} ${kindName(count.kind)}`;
    const known = this.#rows.get(name);
    if (!known) return void this.#rows.set(name, { ...count, tier, durations: [...count.durations], sizes: [...count.sizes] });
    known.calls += count.calls;
    known.durationUs += count.durationUs;
    known.bytes += count.bytes;
    for (const [slot, more] of count.durations.entries()) known.durations[slot] = (known.durations[slot] ?? 0) + more;
    for (const [slot, more] of count.sizes.entries()) known.sizes[slot] = (known.sizes[slot] ?? 0) + more;
  }

  async copy(client: pg.Client): Promise<void> {
    const kinds = new Map([...this.#rows.values()].map(({ kind }) => [kindName(kind), kind]));
    await client.query(insertKinds, [JSON.stringify([...kinds.values()])]);
    const { rows } = await client.query<KindOfCall & { id: number }>("SELECT * FROM statistics_kind");
    const ids = new Map(rows.map((kind) => [kindName(kind), kind.id]));
    for (const tier of tiers) {
      const lines = [...this.#rows.values()].filter((row) => row.tier === tier).map(({ organisationId, keyId, bucket, kind, calls, durationUs, bytes, durations, sizes }) =>
        `${organisationId}\t${keyId}\t${bucket.toISOString()}\t${ids.get(kindName(kind))}\t${calls}\t${durationUs}\t${bytes}\t{${durations.join(",")}}\t{${sizes.join(",")}}`); // prettier-ignore
      await copyLines(client, `statistics_${tier}`, ["organisationId", "keyId", "bucket", "kindId", "calls", "durationUs", "bytes", "durations", "sizes"], lines);
    }
  }
}

/** @returns the ids of the users' keys; of those that are not there yet, nobody knows the secret */
async function copyKeys(client: pg.Client, random: Random, { organisationId, ownerId, now }: Place): Promise<string[]> {
  const { rows } = await client.query<{ id: string; comments: string }>(`SELECT id, comments FROM api_key WHERE "organisationId" = $1`, [organisationId]);
  const ids = users.map(({ comments }) => rows.find((row) => row.comments === comments)?.id);
  const missing = users.flatMap((user, at) => (ids[at] === undefined ? [{ ...user, id: random.id(), at, secret: newSecret() }] : []));
  const createdAt = new Date(now.getTime() - 61 * dayMs);
  await copyRows(client, "api_key", missing.map(({ id, comments, rights, address }) => ({ id, organisationId, comments, rights: JSON.stringify(rights), createdById: ownerId, createdAt, lastUsedAt: now, lastUsedAddress: address }))); // prettier-ignore
  await copyRows(client, "api_key_secret", missing.map(({ id, secret }) => ({ hash: hashSecret(secret), apiKeyId: id, firstCharacters: ends(secret).first, lastCharacters: ends(secret).last, createdAt }))); // prettier-ignore
  return ids.map((id, at) => id ?? missing.find((one) => one.at === at)?.id ?? "");
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
