import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownDatabase } from "@/test/database";
import { fillDemo, type DemoCredentials } from "./fill-demo";
import { fillEvent } from "./fill-event";
import { places } from "./places";
import { Random } from "./random";
import { fold } from "./fold";
import { atWallTime, dayIn } from "./zone";

const now = new Date("2026-11-23T12:00:00Z");
let database: Awaited<ReturnType<typeof ownDatabase>>;
let client: pg.Client;
let credentials: DemoCredentials | undefined;

beforeAll(async () => {
  database = await ownDatabase("migrated");
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  credentials = await fillDemo(client, { email: "Admin@demo.example", now });
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const numbers = async (sql: string) => (await client.query<Record<string, number>>(sql)).rows[0];

test("the demo is one organisation with a past, a running and a next event", async () => {
  const { rows } = await client.query(
    `SELECT e.timezone, e.start < $1 AS begun, e."end" < $1 AS over, (SELECT count(*)::int FROM visitor v WHERE v."eventId" = e.id) AS visitors, (SELECT count(*)::int FROM partner p WHERE p."eventId" = e.id) AS partners
       FROM event e ORDER BY e.start`,
    [now],
  );
  expect(rows).toEqual([
    { timezone: "Europe/Berlin", begun: true, over: true, visitors: 400, partners: 24 },
    { timezone: "Europe/Amsterdam", begun: true, over: false, visitors: 2000, partners: 120 },
    { timezone: "Asia/Singapore", begun: false, over: false, visitors: 120, partners: 12 },
  ]);
});

test("the credentials given out are those stored as hashes", async () => {
  const { hashSecret } = await import("@/lib/api-keys/secret");
  const { verify } = await import("@node-rs/argon2");
  const key = await client.query(`SELECT k.rights FROM api_key k JOIN api_key_secret s ON s."apiKeyId" = k.id WHERE s.hash = $1`, [hashSecret(credentials?.apiKey ?? "")]);
  const account = await client.query<{ email: string; passwordHash: string; permissions: object }>(`SELECT a.email, a."passwordHash", r.permissions FROM account a JOIN role r ON r.id = a."roleId" WHERE r.name = 'Administrator'`);
  expect(key.rows).toEqual([{ rights: { "*": "write" } }]);
  expect(account.rows).toMatchObject([{ email: "admin@demo.example", permissions: { userAccountManagement: "write", visitors: "write" } }]);
  expect(await verify(account.rows[0]?.passwordHash ?? "", credentials?.password ?? "")).toBe(true);
});

test("a registered visitor has answered every mandatory question, unless the form lets the API skip them", async () => {
  const found = await numbers(`
    SELECT count(*) FILTER (WHERE NOT q.answered AND NOT q."allowsGaps")::int AS gaps, count(*)::int > 1000 AS "looksAtMany" FROM (
      SELECT f."allowsGaps", EXISTS (SELECT 1 FROM jsonb_array_elements(v.answers) a WHERE a ->> 'questionId' = fq."questionId") AS answered
        FROM visitor v JOIN form f ON f.id = v."formId" JOIN form_question fq ON fq."formId" = v."formId" AND fq."isMandatory" WHERE v."registrationState" = 'registered') q`);
  expect(found).toEqual({ gaps: 0, looksAtMany: true });
});

test("people come from everywhere, come again, and have come in before now", async () => {
  const found = await numbers(`SELECT
      count(*) FILTER (WHERE c."lastName" ~ '[\\u0600-\\u06ff]')::int > 50 AS arabic, count(*) FILTER (WHERE c."lastName" ~ '[\\u4e00-\\u9fff]')::int > 100 AS chinese,
      count(*) FILTER (WHERE c."firstName" ~ '[\\u00c0-\\u017f]')::int > 300 AS diacritics, count(DISTINCT v."contactId")::int < count(*)::int - 100 AS "comeAgain",
      count(DISTINCT v."registrationState")::int AS states, count(*) FILTER (WHERE v."firstEntryTime" > '${now.toISOString()}')::int AS "fromTheFuture",
      count(*) FILTER (WHERE v."partnerRole" = 'staff')::int > 200 AS staff, count(*) FILTER (WHERE v."partnerRole" = 'guest')::int > 100 AS guests
    FROM visitor v JOIN contact c ON c.id = v."contactId"`);
  expect(found).toEqual({ arabic: true, chinese: true, diacritics: true, comeAgain: true, states: 8, fromTheFuture: 0, staff: true, guests: true });
});

test("a second demo adds nothing", async () => {
  const before = await numbers("SELECT count(*)::int AS organisations, (SELECT last_value::int FROM visit_revision) AS revision FROM organisation");
  expect(await fillDemo(client, { email: "other@demo.example", now })).toBeUndefined();
  expect(await numbers("SELECT count(*)::int AS organisations, (SELECT last_value::int FROM visit_revision) AS revision FROM organisation")).toEqual(before);
});

test("the API was used for 60 days: what is logged is counted, what is kept by day adds up by quarter, and nothing is from the future", async () => {
  const sums = await numbers(`SELECT
      (SELECT count(*)::int FROM logged_call) AS logged, (SELECT sum(calls)::int FROM statistics_minute WHERE "keyId" = '') AS minutes, (SELECT sum(calls)::int FROM statistics_minute WHERE "keyId" <> '' AND "keyId" NOT LIKE '=%') AS "minutesByKey",
      (SELECT sum(calls)::int FROM statistics_day WHERE "keyId" = '') AS days, (SELECT sum(calls)::int FROM statistics_day WHERE "keyId" <> '' AND "keyId" NOT LIKE '=%') AS "daysByKey",
      (SELECT sum(calls)::int FROM statistics_hour WHERE "keyId" = '=') AS hours, (SELECT sum(calls)::int FROM statistics_quarter WHERE "keyId" = '') AS quarters, (SELECT sum(calls)::int FROM statistics_month WHERE "keyId" = '') AS months`);
  expect(sums?.minutes).toBe(sums?.logged);
  expect(new Set([sums?.days, sums?.daysByKey, sums?.hours, sums?.quarters, sums?.months]).size).toBe(1);
  expect(sums?.minutesByKey).toBe(sums?.minutes);
  expect([Number(sums?.logged) > 1000, Number(sums?.days) > 30_000]).toEqual([true, true]);
  const found = await numbers(`SELECT (SELECT count(DISTINCT bucket)::int FROM statistics_day) AS days, (SELECT count(DISTINCT "keyId")::int FROM statistics_day WHERE "keyId" <> '' AND "keyId" NOT LIKE '=%') AS keys,
      (SELECT count(*)::int FROM logged_call WHERE at > '${now.toISOString()}') AS future, (SELECT count(*)::int FROM statistics_day d WHERE "keyId" <> '' AND "keyId" NOT LIKE '=%' AND NOT EXISTS (SELECT FROM api_key k WHERE k.id = d."keyId")) AS strangers`);
  expect(found).toEqual({ days: 61, keys: 5, future: 0, strangers: 0 });
});

test("a load in bulk leaves what single writes would have left", async () => {
  const eventId = await fillEvent(client, { visitors: 5200, now });
  const found = await numbers(`SELECT count(*)::int AS visitors, count(DISTINCT v.revision)::int AS revisions,
      count(*) FILTER (WHERE v.search <> visit_fold(concat_ws(' ', c."firstName", c."lastNamePrefix", c."lastName", c.company, c.email, v.reference, c.reference)))::int AS "otherWords",
      count(*) FILTER (WHERE v."sortName" <> visit_fold(concat_ws(' ', c."lastName", c."firstName")))::int AS "otherNames",
      count(*) FILTER (WHERE v."sortCompany" <> visit_fold(coalesce(c.company, '')))::int AS "otherCompanies",
      count(*) FILTER (WHERE p."eventId" <> v."eventId" OR t."organisationId" <> v."organisationId" OR f."eventId" <> v."eventId")::int AS strays,
      max(v.revision) = (SELECT max("lastRevision") FROM organisation) AS "horizonMoved", min(v.revision) > (SELECT max(revision) FROM event) AS "drawnAfter"
    FROM visitor v JOIN contact c ON c.id = v."contactId" JOIN registration_type t ON t.id = v."registrationTypeId" JOIN form f ON f.id = v."formId" LEFT JOIN partner p ON p.id = v."partnerId"
   WHERE v."eventId" = '${eventId}'`);
  expect(found).toEqual({ visitors: 5200, revisions: 5200, otherWords: 0, otherNames: 0, otherCompanies: 0, strays: 0, horizonMoved: true, drawnAfter: true });
});

test("names fold here as in the database", async () => {
  const words = places.flatMap((place) => [...place.women, ...place.men, ...place.families, ...place.companies]).concat("İstanbul", "STRAẞE", "ÅNGSTRÖM");
  const { rows } = await client.query<{ folded: string }>("SELECT visit_fold(word) AS folded FROM unnest($1::text[]) WITH ORDINALITY AS w (word, at) ORDER BY at", [words]);
  expect(words.map(fold)).toEqual(rows.map(({ folded }) => folded));
});

test("the same seed gives the same numbers, another one others", () => {
  const drawn = (seed: string) => Array.from({ length: 5 }, ((random) => () => random.below(1000))(new Random(seed)));
  expect(drawn("a")).toEqual(drawn("a"));
  expect(drawn("a")).not.toEqual(drawn("b"));
});

test("wall times are those of the zone, on both sides of a change of clocks", () => {
  expect(atWallTime("2026-07-01", "09:00", "Europe/Amsterdam")).toEqual(new Date("2026-07-01T07:00:00Z"));
  expect(atWallTime("2026-10-25", "09:00", "Europe/Amsterdam")).toEqual(new Date("2026-10-25T08:00:00Z"));
  expect(atWallTime("2026-10-24", "09:00", "Europe/Amsterdam")).toEqual(new Date("2026-10-24T07:00:00Z"));
  expect(atWallTime("2026-03-01", "09:00", "Asia/Kolkata")).toEqual(new Date("2026-03-01T03:30:00Z"));
  expect(dayIn("Asia/Singapore", new Date("2026-11-23T17:00:00Z"), 1)).toBe("2026-11-25");
});
