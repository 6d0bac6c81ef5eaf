import { readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { hashPassword } from "@/lib/accounts/password";
import { Permissions } from "@/lib/accounts/permissions";
import { defaultRoles } from "@/lib/accounts/roles";
import { write } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { runNow } from "@/lib/functions/start-run";
import { createImport } from "@/lib/imports/verbs";
import { build } from "@/scripts/lib/build.mjs";
import { freePort } from "@/scripts/lib/port.mjs";
import { root } from "@/scripts/lib/project.mjs";
import { newDataDir, removeDataDir, spawnStart, type StartedProcess, untilReady } from "@/scripts/lib/test-server.mjs";
import { type Action, actionCalled, actions } from "./actions";
import { Browser } from "./browser";
import { call } from "./call";
import { makeFunction } from "./functions";
import { makeContext, makeEvent, makeKey, makeOrganisation, type MadeOrganisation } from "./makers";
import { startOwnRuntime } from "./own-runtime";

// The web as a stranger meets it: the built program, its real answers, two organisations in one database. What is tried is read
// from the tree of pages and from the build's list of actions, so that a page made tomorrow is tried tomorrow.

const patience = { timeout: 120_000 };
const password = "nine warm herrings";
const evil = "https://evil.example";
const readingOnly = "You may look at this, not change it.";
let url = "";
let started: StartedProcess;
let stop = async () => {};
let dataDir = "";
let ours: House;
let theirs: House;
let admin: Browser;

beforeAll(async () => {
  await build();
  stop = await startOwnRuntime(); // the server does the background work of its database, and must not do that of other tests
  [ours, theirs] = [await makeHouse("Ours"), await makeHouse("Theirs")];
  dataDir = newDataDir();
  const port = String(await freePort());
  url = `http://localhost:${port}`;
  started = spawnStart({ VISIT_DATA_DIR: dataDir, PORT: port, DATABASE_URL: runtime().settings.databaseUrl, VISIT_ENCRYPTION_KEY: process.env.VISIT_ENCRYPTION_KEY ?? "" });
  await untilReady(started);
  admin = await signedIn(ours.admin);
}, 300_000);

afterAll(async () => {
  started.kill("SIGTERM");
  await started.ended;
  await stop();
  await removeDataDir(dataDir);
});

describe("another organisation's records", () => {
  test("no page or file of theirs is there for us, and all are for them", patience, async () => {
    const them = await signedIn(theirs.admin);
    for (const path of addressesOf(theirs)) {
      if (!Object.values(theirs.params).some((id) => path.includes(id))) continue;
      const refused = await admin.fetch(path);
      expect(`${path}: ${refused.status}`).toBe(`${path}: ${path.endsWith("/upload") ? 405 : 404}`);
      expect(await refused.text(), path).not.toContain(theirs.mark);
      if (!/\/(report|upload)$/.test(path)) expect(`${path}: ${(await them.fetch(path)).status}`).toBe(`${path}: 200`);
    }
  });

  test("nor does a record of theirs show up under an event of ours", patience, async () => {
    const mixed = { ...theirs, params: { ...theirs.params, eventId: ours.params.eventId ?? "" } };
    for (const path of addressesOf(mixed)) {
      const answer = await admin.fetch(path);
      expect(answer.status, path).toBeLessThan(500);
      expect(await answer.text(), path).not.toContain(theirs.mark);
    }
  });

  test("no action of ours changes anything of theirs, while their own do", { timeout: 240_000 }, async () => {
    const before = await snapshot(theirs.id);
    await volley(admin, theirs);
    expect(await snapshot(theirs.id)).toEqual(before);
    await volley(await signedIn(theirs.admin), theirs, ({ name }) => /^save(Event|Organisation)$/.test(name));
    expect(await snapshot(theirs.id)).not.toEqual(before);
  });
});

describe("rights", () => {
  test("every action asks who is there before anything else", patience, async () => {
    const stranger = new Browser(url);
    stranger.cookies.set("visit.session", "junk"); // past the gate, which only looks whether there is one
    await several(actions().filter(({ file }) => file.startsWith("app/(dashboard)")), async (action) => {
      const said = await refusalsOf(stranger, action);
      expect([...said], action.name).toContain("/sign-in");
      expect([...said].filter((word) => !["/sign-in", "404"].includes(word)), action.name).toEqual([]);
    });
  });

  test("an account without rights finds no page, no file and no action", patience, async () => {
    const nobody = await signedIn(ours.nobody);
    const own = ["/home", "/profile", "/find", "/live"];
    for (const path of addressesOf(ours).filter((path) => !own.includes(path) && !path.endsWith("/upload"))) {
      expect(`${path}: ${(await nobody.fetch(path)).status}`).toBe(`${path}: 404`);
    }
    await several(actions().filter(({ file }) => /^app\/\(dashboard\)\/(?!profile)/.test(file)), async (action) => {
      const said = await refusalsOf(nobody, action);
      expect([...said], action.name).toContain("404");
      expect([...said].filter((word) => word !== "404"), action.name).toEqual([]);
    });
  });

  test("who may only look sees the setups, with nothing to press, and changes nothing", { timeout: 240_000 }, async () => {
    const viewer = await signedIn(ours.viewer);
    const setups = addressesOf(ours).filter((path) => /\/setup(\/|$)/.test(path));
    expect(setups.length).toBeGreaterThan(8);
    for (const path of setups) {
      const [seen, forWriter] = [await viewer.text(path), await admin.text(path)];
      const isForNew = path.endsWith("/new"); // nothing to look at: a 404, which below a loading.tsx comes as late as its status cannot
      expect(forWriter, path).toContain(isForNew ? "<form" : "</html>");
      expect(forWriter, path).not.toContain(readingOnly);
      if (isForNew) expect(seen, path).not.toContain("<form");
      else expect(seen, path).toContain(readingOnly);
    }
    const before = await snapshot(ours.id);
    await volley(viewer, ours);
    expect(await snapshot(ours.id)).toEqual(before);
  });

  test("a member works with the event and finds nothing of the organisation's", patience, async () => {
    const member = await signedIn(ours.member);
    for (const path of addressesOf(ours).filter((path) => path.startsWith("/organisation"))) expect(`${path}: ${(await member.fetch(path)).status}`).toBe(`${path}: 404`);
    expect((await member.fetch(`/events/${ours.params.eventId}/visitors`)).status).toBe(200);
    expect(await member.text("/home")).not.toContain("/organisation/");
  });

  test("a disabled account's session ends with its next request", patience, async () => {
    const person = await makeAccount(ours, "Member");
    const browser = await signedIn(person);
    expect((await browser.fetch("/home")).status).toBe(200);
    const disable = actionCalled("organisation/accounts", "disable");
    expect((await admin.act("/organisation/accounts", disable, [person.id, true])).status).toBe(200);
    const refused = await browser.fetch("/home");
    expect([refused.status, new URL(refused.headers.get("location") ?? "", url).pathname]).toEqual([307, "/sign-in"]);
    expect((await browser.signIn(person.email, password)).status).toBe(401);
  });
});

describe("arguments of a wrong shape", () => {
  test("lead every action nowhere: none answers that it broke", { timeout: 240_000 }, async () => {
    await several(actions(), async (action) => {
      for (const [at, args] of wrongShapes().entries()) {
        const answer = await admin.act(addressOf(action.page, ours), action.id, args);
        expect(answer.status, `${action.name}, shape ${at}: ${JSON.stringify(args).slice(0, 80)}`).toBeLessThan(500);
        await answer.arrayBuffer();
      }
    });
  });
});

describe("requests another site makes", () => {
  test("every action refuses them", patience, async () => {
    const before = await snapshot(ours.id);
    await several(actions(), async (action) => {
      for (const origin of [evil, "null", `${url}.evil.example`]) {
        const answer = await admin.act(addressOf(action.page, ours), action.id, [], { origin });
        expect(`${action.name} from ${origin}: ${answer.status}`).toBe(`${action.name} from ${origin}: 500`); // ours gave 200, 303 or 404
      }
    });
    await volley(admin, ours, () => true, { origin: evil });
    expect(await snapshot(ours.id)).toEqual(before);
  });

  test("an upload refuses them, and takes ours", patience, async () => {
    const path = `/events/${ours.params.eventId}/visitors/import/upload`;
    const file = () => {
      const form = new FormData();
      form.set("file", new Blob(["First name,E-mail\nAda,ada@engine.example\n"]), "people.csv");
      return form;
    };
    const statusFrom = async (origin: string) => (await admin.fetch(path, { method: "POST", body: file(), headers: { origin } })).status;
    expect(await statusFrom(evil)).toBe(403);
    expect(await statusFrom(url)).toBeLessThan(400);
  });

  test("signing in and out needs the token of a page of ours", patience, async () => {
    const browser = new Browser(url);
    await browser.signIn(ours.member.email, password, { csrfToken: "f".repeat(64) });
    expect(browser.session).toBeUndefined();
    await browser.signIn(ours.member.email, password);
    expect(browser.session).toBeDefined();
    await browser.fetch("/api/auth/signout", { method: "POST", body: new URLSearchParams({ json: "true" }) });
    expect((await browser.fetch("/home")).status).toBe(200);
  });
});

describe("sessions", () => {
  test("the cookie is kept from scripts and from other sites' forms", patience, async () => {
    const [line] = (await new Browser(url).signIn(ours.member.email, password)).headers.getSetCookie().filter((cookie) => cookie.startsWith("visit.session="));
    expect(line).toMatch(/; ?HttpOnly/i);
    expect(line).toMatch(/; ?SameSite=Lax/i);
    expect(line).toMatch(/; ?Path=\/(;|$)/i);
    expect(line).not.toMatch(/Domain=/i);
  });

  test("one that was planted before is replaced by signing in, and a changed one opens nothing", patience, async () => {
    const attacker = await signedIn(ours.member);
    const victim = new Browser(url);
    victim.cookies.set("visit.session", attacker.session ?? "");
    await victim.signIn(ours.admin.email, password);
    expect(victim.session).not.toBe(attacker.session);
    expect(await victim.text("/profile")).toContain(ours.admin.email);
    expect(await attacker.text("/profile")).toContain(ours.member.email);
    const forger = new Browser(url);
    forger.cookies.set("visit.session", `${attacker.session?.slice(0, -4) ?? ""}AAAA`);
    expect((await forger.fetch("/home")).status).toBe(307);
  });

  test("failures count against the person, whatever address a header claims", patience, async () => {
    const email = `${newId()}@nowhere.example`;
    const attempt = async (at: number) => {
      const claimed = { "x-forwarded-for": `203.0.113.${at}`, "x-visit-peer": `guess 203.0.113.${at}`, "x-real-ip": `203.0.113.${at}`, forwarded: `for=203.0.113.${at}` };
      const { url: to }: { url: string } = await (await new Browser(url).signIn(email, "wrong", { headers: claimed })).json();
      return new URL(to).searchParams.get("error");
    };
    for (let at = 1; at <= 5; at += 1) expect(await attempt(at)).toBe("CredentialsSignin");
    expect(await attempt(6)).toBe("throttled");
  });
});

describe("where answers lead", () => {
  test("never to another site", patience, async () => {
    for (const target of [evil, "//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)", `${url}@evil.example`, "/\t/evil.example"]) {
      const { url: to }: { url: string } = await (await new Browser(url).signIn(ours.member.email, password, { callbackUrl: target })).json();
      expect(new URL(to).origin, target).toBe(url);
      for (const path of [`/sign-in?next=${encodeURIComponent(target)}`, `/api/auth/signin?callbackUrl=${encodeURIComponent(target)}`]) {
        const location = (await admin.fetch(path)).headers.get("location");
        expect(location, path).not.toBeNull();
        expect(new URL(location ?? "", url).origin, path).toBe(url);
      }
    }
  });

  test("no line break in an address or a name becomes a header", patience, async () => {
    for (const path of ["/home?a=%0d%0aX-Injected:%20yes", "/%0d%0aX-Injected:%20yes", "/sign-in?next=%2Fhome%0d%0aX-Injected:%20yes", "/api/auth/signin?callbackUrl=%2F%0d%0aX-Injected:%20yes"]) {
      for (const browser of [admin, new Browser(url)]) expect((await browser.fetch(path)).headers.has("x-injected"), path).toBe(false);
    }
    const event = await makeEvent(ours.organisation, { name: 'Fair"; filename="evil.exe\r\nX-Injected: yes' });
    const answer = await admin.fetch(`/events/${event.id}/visitors/export?format=csv`);
    expect(answer.status).toBe(200);
    expect(answer.headers.has("x-injected")).toBe(false);
    expect(answer.headers.get("content-disposition")).not.toMatch(/filename="?[^";]*evil\.exe"?\s*$/);
    await answer.arrayBuffer();
  });
});

describe("what forms send beyond their fields", () => {
  test("an account's state, organisation and password are not taken from the form", patience, async () => {
    const email = `${newId()}@fair.example`;
    const form = new FormData();
    const extra = { id: "0123456789abc", organisationId: theirs.id, state: "active", passwordHash: "known", lastLoginAt: "2020-01-01T00:00:00Z", permissions: "{}" };
    for (const [name, value] of Object.entries({ name: "Ada", email, roleId: ours.roles.Member, ...extra })) form.set(name, value);
    expect((await admin.act("/organisation/accounts", actionCalled("organisation/accounts", "add"), [{ values: {}, fields: {} }, form])).status).toBe(200);
    const made = await runtime().database.read.account.findUniqueOrThrow({ where: { email } });
    expect(made).toMatchObject({ organisationId: ours.id, state: "new", passwordHash: null, lastLoginAt: null });
    expect(made.id).not.toBe(extra.id);
  });

  test("nor are an organisation's id and kind", patience, async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ name: "Renamed", timezone: "Europe/Oslo", deduplication: "off", id: theirs.id, organisationId: theirs.id, isDemo: "true" })) form.set(name, value);
    const before = await snapshot(theirs.id);
    expect((await admin.act("/organisation/setup", actionCalled("organisation/setup", "saveOrganisation"), [{ values: {}, fields: {} }, form])).status).toBe(200);
    expect(await runtime().database.read.organisation.findUniqueOrThrow({ where: { id: ours.id } })).toMatchObject({ name: "Renamed", isDemo: false });
    expect(await snapshot(theirs.id)).toEqual(before);
  });
});

describe("what people typed", () => {
  test("stands on every page as text, and no page lets a script in", patience, async () => {
    const them = await signedIn(theirs.admin); // their texts are all hostile
    let shown = 0;
    for (const path of addressesOf(theirs).filter((path) => !/\/(report|upload|live|find)$|\/export\?/.test(path))) {
      const answer = await them.fetch(path);
      const page = await answer.text();
      const isData = answer.headers.get("content-type") === "application/json"; // nothing draws it
      if (!isData) expect(page, path).not.toMatch(/<(script|img|svg)[^>]*hit\(/i);
      if (page.includes("hit()")) shown += 1;
      const policy = answer.headers.get("content-security-policy") ?? "";
      const [scripts = ""] = policy.split("; ").filter((rule) => rule.startsWith("script-src"));
      expect(scripts, path).toMatch(/'nonce-[^']+' 'strict-dynamic'$/);
      expect(policy, path).toContain("object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
      expect([answer.headers.get("x-content-type-options"), answer.headers.get("x-frame-options")], path).toEqual(["nosniff", "DENY"]);
    }
    expect(shown).toBeGreaterThan(15); // or nothing was looked at
  });
});

// ── What there is to try ──────────────────────────────────────────────────────────────────────────

type Person = { id: string; email: string };
type House = Awaited<ReturnType<typeof makeHouse>>;

/** Every page and route handler behind the sign-in, with a house's ids in its address. */
function addressesOf(house: Pick<House, "params">): string[] {
  const files = readdirSync(join(root, "app/(dashboard)"), { recursive: true, encoding: "utf8" }).flatMap((file) => (/(^|\/)(page\.tsx|route\.ts)$/.test(file) ? [`app/(dashboard)/${file}`] : []));
  expect(files.length).toBeGreaterThan(30);
  return files.map((file) => addressOf(file, house));
}

/** @param file  of a page or route, such as `app/(dashboard)/events/[eventId]/page` */
function addressOf(file: string, { params }: Pick<House, "params">): string {
  const segments = file.split("/").slice(1, -1).filter((segment) => !/^\(.*\)$/.test(segment)); // prettier-ignore
  const isPartners = segments.includes("partners");
  const path = `/${segments.map((segment) => (segment === "[importId]" && isPartners ? params.partnerImportId : segment.replace(/^\[(?:\.\.\.)?(\w+)\]$/, (_, name: string) => params[name] ?? "none"))).join("/")}`;
  return path.endsWith("/export") ? `${path}?format=csv` : path;
}

/** What no page of ours would send: too little, other kinds of values, ids that are none, text that no database takes. */
function wrongShapes(): unknown[][] {
  const blank = { values: {}, fields: {} };
  const form = new FormData();
  for (const name of ["name", "email", "password", "comments", "revision", "start", "questions", "answers"]) form.set(name, "a\u0000b");
  const { eventId } = ours.params;
  const alike: unknown[] = [null, {}, [], true, -1, 1e300, "\u0000", "no such id", "x".repeat(20_000), { constructor: null, eventId: [] }, [[null]]];
  return [[], [blank, "no form"], [eventId, "\u0000"], [eventId, { q: ["\u0000"] }], [blank, form], [eventId, blank, form], [eventId, eventId, blank, form], ...alike.map((value) => Array<unknown>(4).fill(value))];
}

/** How an action of ours answers to every shape of arguments there is: its status, or where it sends. What it cannot use is a 404. */
async function refusalsOf(browser: Browser, action: Action): Promise<Set<string>> {
  const { params } = ours;
  const blank = { values: {}, fields: {} };
  const ids = [params.eventId, params.formId, params.questionId];
  const shapes = [[params.eventId], [importOf(params)], [importOf(params), blank, new FormData()], ...[0, 1, 2, 3].map((count) => [...ids.slice(0, count), blank, new FormData()])];
  const said = new Set<string>();
  for (const args of shapes) {
    const answer = await browser.act(addressOf(action.page, ours), action.id, args);
    said.add(answer.headers.get("x-action-redirect")?.split(";")[0] ?? String(answer.status));
    await answer.arrayBuffer();
  }
  return said;
}

function importOf({ eventId, importId }: Record<string, string>) {
  return { eventId, importId, resource: "visitors" };
}

/** Fires every action with a house's ids and a form that is as right as one form can be for all. */
async function volley(browser: Browser, house: House, wanted: (action: Action) => boolean = () => true, headers: Record<string, string> = {}): Promise<void> {
  const { params } = house;
  const form = () => {
    const sent = new FormData();
    const fields = { name: "Taken over", timezone: "Europe/Oslo", deduplication: "off", start: "2030-01-01T09:00", end: "2030-01-02T17:00", contactEmail: "x@evil.example", roleId: ours.roles.Member, email: `${newId()}@evil.example`, state: "Disabled", comments: "Taken over", organisationId: house.id, type: "visitor", value: "x", direction: "in" };
    for (const [name, value] of Object.entries(fields)) sent.set(name, value);
    return sent;
  };
  const blank = { values: {}, fields: {} };
  await several(actions().filter(wanted), async (action) => {
    const inPath = [...action.page.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => params[name] ?? "");
    const records = recordsFor(action, params);
    const tries: unknown[][] = [[blank, form()], [...inPath, blank, form()], [importOf(params), blank, form()], ...records.flatMap((id) => [[params.eventId, id], [id, "Disabled"], [id, blank, form()]]), [params.accountId, true]];
    for (const args of tries) {
      const answer = await browser.act(addressOf(action.page, house), action.id, args, headers);
      if (headers.origin === undefined) expect(answer.status, action.name).toBeLessThan(500);
      if (house === theirs && browser === admin) expect(await answer.text(), action.name).not.toContain(theirs.mark);
      else await answer.arrayBuffer();
    }
  });
}

/** The ids an action may mean, by what its file and its name speak of; if of nothing known, all. */
function recordsFor({ file, name }: Action, params: Record<string, string>): (string | undefined)[] {
  const ids = Object.entries(params).filter(([param]) => param !== "eventId");
  const meant = ids.filter(([param]) => `${file} ${name}`.toLowerCase().includes(param.replace(/Id$/, "").toLowerCase()));
  return (meant.length > 0 ? meant : ids).map(([, id]) => id);
}

/** A few at a time: a server and its database have more than one hand. */
async function several<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(Array.from({ length: 4 }, async () => { for (const item of left) await work(item); })); // prettier-ignore
}

/** Everything an organisation has, as one text per table, but for the counts of calls: these a job moves from table to table each minute. */
async function snapshot(organisationId: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: runtime().settings.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(`SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'organisationId' AND table_schema = 'public' AND table_name !~ '^statistics_(?!alert)' ORDER BY 1`);
    const tables: Record<string, string> = {};
    for (const { name } of [...rows, { name: "organisation" }]) {
      const column = name === "organisation" ? "id" : "organisationId";
      // Signing in is no change of anything.
      const { rows: found } = await client.query<{ all: string }>(`SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '') AS all FROM (SELECT (to_jsonb(t) - 'lastLoginAt')::text AS line FROM "${name}" t WHERE "${column}" = $1) lines`, [organisationId]);
      tables[name] = found[0]?.all ?? "";
    }
    expect(Object.values(tables).filter((text) => text !== "").length).toBeGreaterThan(8);
    return tables;
  } finally {
    await client.end();
  }
}

// ── Two organisations, each with one of everything ────────────────────────────────────────────────

const Named = z.object({ id: z.string() });
/** A role that the product does not come with; roles are rows, though. */
const looking = Object.fromEntries(Permissions.keyof().options.map((permission) => [permission, "read"]));

async function makeHouse(name: string) {
  const mark = `mark${newId()}`;
  const hostile = `${mark}<script>hit()</script>"><img src=x onerror=hit()>`;
  const organisation = await makeOrganisation({ name: `${name} ${hostile}` });
  const roles = { Administrator: newId(), Member: newId(), Nobody: newId(), Viewer: newId() };
  const permissions = (role: string) => role === "Viewer" ? looking : defaultRoles.find((known) => known.name === role)?.permissions ?? {};
  await write({ organisationId: organisation.id }, (tx) => tx.role.createMany({ data: Object.entries(roles).map(([role, id]) => ({ id, organisationId: organisation.id, name: role, permissions: permissions(role) })) }));
  const house = { organisation, roles };
  const [admin, member, nobody, viewer] = [await makeAccount(house, "Administrator", hostile), await makeAccount(house, "Member"), await makeAccount(house, "Nobody"), await makeAccount(house, "Viewer")];
  const event = await makeEvent(organisation, { name: `Event ${hostile}` });
  const key = await makeKey(organisation);
  const made = async (path: string, body: object) => {
    const { json, status, text } = await call(`POST /create/v2/${path}/${event.id}`, { key, body });
    if (status !== 201) throw new Error(text);
    return Named.parse(json).id;
  };
  const partnerId = await made("partners", { name: `Partner ${hostile}`, registrationType: event.partnerType.id, tags: [hostile] });
  const contact = { firstName: hostile, lastName: hostile, companyName: hostile, jobTitle: hostile, city: hostile, email: `${newId()}@fair.example` };
  const visitorId = await made("visitors", { contact, tags: [hostile], answers: { diet: "vegan", remarks: hostile } });
  const ctx = makeContext(organisation);
  const bytes = new TextEncoder().encode(`First name,"${hostile.replaceAll('"', '""')}"\n"${hostile.replaceAll('"', '""')}",x\n`);
  const imports = { visitors: await createImport(ctx, { eventId: event.id, resource: "visitors", fileName: hostile, bytes }), partners: await createImport(ctx, { eventId: event.id, resource: "partners", fileName: hostile, bytes }) };
  await write({ organisationId: organisation.id }, async (tx) => {
    await tx.question.update({ where: { id: event.remarks.id }, data: { name: `Question ${hostile}` } });
    await tx.form.update({ where: { id: event.form.id }, data: { name: `Form ${hostile}` } });
    await tx.registrationType.update({ where: { id: event.pressType.id }, data: { name: `Type ${hostile}` } });
    await tx.customField.updateMany({ where: { eventId: event.id }, data: { value: hostile } });
    await tx.location.updateMany({ where: { eventId: event.id }, data: { name: hostile } });
    await tx.apiKey.update({ where: { id: key.id }, data: { comments: hostile } });
  });
  const { read } = runtime().database;
  const params: Record<string, string> = {
    eventId: event.id,
    visitorId,
    partnerId,
    formId: event.form.id,
    questionId: event.remarks.id,
    typeId: event.pressType.id,
    fieldId: (await read.customField.findFirstOrThrow({ where: { eventId: event.id } })).id,
    locationId: (await read.location.findFirstOrThrow({ where: { eventId: event.id } })).id,
    importId: imports.visitors.id,
    partnerImportId: imports.partners.id,
    keyId: key.id,
    accountId: member.id,
    ...(await makeProgram(house, hostile)),
  };
  return { id: organisation.id, organisation, roles, mark, admin, member, nobody, viewer, params };
}

/** A function that nothing but an action would begin, with a run, and an alert that is off. */
async function makeProgram({ organisation }: { organisation: MadeOrganisation }, hostile: string): Promise<{ functionId: string; runId: string; alertId: string }> {
  const { writer } = runtime().database;
  const made = await makeFunction(organisation, { kind: "endpoint", isDraft: true, code: `export default () => ${JSON.stringify(hostile)};` });
  const [functionId, alertId, now] = [made.id, newId(), new Date()];
  await writer.apiFunction.update({ where: { id: functionId }, data: { name: hostile } });
  const { runId } = await runNow({ ...made.ctx, now }, functionId, { isDryRun: false });
  const error = { name: "Error", message: hostile, stack: hostile };
  await writer.functionRun.update({ where: { id: runId }, data: { state: "threw", startedAt: now, endedAt: now, error, log: [{ level: "log", text: hostile, at: 1 }] } });
  await writer.statisticsAlert.create({ data: { id: alertId, organisationId: organisation.id, about: "quiet", against: "threshold", minutes: 60, mailTo: [`${newId()}@fair.example`], isEnabled: false } });
  return { functionId, runId, alertId };
}

async function makeAccount({ organisation, roles }: { organisation: { id: string }; roles: Record<string, string> }, role: string, name = role): Promise<Person> {
  const id = newId();
  const email = `${id}@house.example`;
  const passwordHash = await hashPassword(password);
  await write({ organisationId: organisation.id }, (tx) => tx.account.create({ data: { id, organisationId: organisation.id, roleId: roles[role] ?? "", email, name, state: "active", passwordHash } }));
  return { id, email };
}

async function signedIn({ email }: Person): Promise<Browser> {
  const browser = new Browser(url);
  const answer = await browser.signIn(email, password);
  expect(answer.status).toBe(200);
  return browser;
}
