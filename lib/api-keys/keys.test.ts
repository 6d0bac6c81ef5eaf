import { expect, test } from "vitest";
import { operations } from "@/lib/api/registry";
import type { Permissions } from "@/lib/accounts/permissions";
import { runtime } from "@/lib/core/runtime";
import { call } from "@/test/call";
import { makeEvent, makeKey, makeOrganisation, type MadeOrganisation } from "@/test/makers";
import { checkKey } from "./check-key";
import { deleteKey } from "./delete-key";
import { listRefusals, listSecrets, lockedOut } from "./key-activity";
import { KeyInput } from "./key-input";
import { keyRefusals } from "./key-refusals";
import { keyUse } from "./key-use";
import { beyond, keyResources, levelOf, presets } from "./rights";
import { rotateKey } from "./rotate-key";
import { createKey, type KeyManager, setKeyState, updateKey } from "./save-key";
import { getKey, listKeys } from "./verbs";

const all: Permissions = { events: "write", visitors: "write", partners: "write", organisation: "write", userAccountManagement: "write", functions: "write" };

/** An organisation in New York, and the context of whoever manages its keys. */
async function makeManager(permissions: Partial<Permissions> = {}): Promise<{ organisation: MadeOrganisation; ctx: KeyManager }> {
  const organisation = await makeOrganisation();
  const { writer } = runtime().database;
  await writer.organisation.update({ where: { id: organisation.id }, data: { timezone: "America/New_York" } });
  const role = await writer.role.create({ data: { id: `r${organisation.id}`.slice(0, 13), organisationId: organisation.id, name: "Keys", permissions: {} } });
  const account = await writer.account.create({ data: { id: `a${organisation.id}`.slice(0, 13), organisationId: organisation.id, roleId: role.id, email: `${organisation.id}@fair.example`, name: "Robin", state: "active" } });
  return { organisation, ctx: contextOf(organisation, account.id, { ...all, ...permissions }) };
}
function contextOf({ id }: MadeOrganisation, accountId: string, permissions: Permissions, now = new Date()): KeyManager {
  return { organisationId: id, actor: { kind: "account", id: accountId }, events: { kind: "all" }, now, account: { id: accountId, permissions } };
}
const input = (more: Record<string, unknown> = {}) => KeyInput.parse({ state: "Active", comments: "Badge printer", rights: Object.fromEntries(keyResources.map(({ name }) => [name, "read"])), ...more });
const faults = (more: Record<string, unknown>) => {
  const parsed = KeyInput.safeParse({ state: "Active", comments: "Badge printer", rights: {}, ...more });
  return Object.fromEntries((parsed.error?.issues ?? []).map(({ path, message }) => [path.join("."), message]));
};
const expos = (secret: string, address = "192.0.2.7", now?: Date) => call("GET /create/v2/expos", { key: { id: "", secret }, address, ...(now && { now }) }).then(({ status }) => status);

test("a new key works at once; its secret is kept nowhere", async () => {
  const { ctx } = await makeManager();
  const { id, secret } = await createKey(ctx, input());
  expect(await expos(secret)).toBe(200);
  const { keys } = await listKeys(ctx, {});
  expect(keys).toMatchObject([{ id, comments: "Badge printer", state: "Active", first: secret.slice(0, 10), last: secret.slice(-4), events: { kind: "all" }, expiresAt: null, madeBy: "Robin" }]);
  const stored = JSON.stringify([await runtime().database.read.apiKey.findMany({ where: { id } }), await runtime().database.read.apiKeySecret.findMany({ where: { apiKeyId: id } })]);
  expect(stored).not.toContain(secret.slice(10, -4));
});

test("expires after is a time of the organisation's zone; one that is over is refused, unless it was set before", async () => {
  const { ctx } = await makeManager();
  const { id } = await createKey(ctx, input({ expiresAt: "2099-07-01T12:00" }));
  expect((await getKey(ctx, id)).expiresAt).toEqual(new Date("2099-07-01T16:00:00Z"));
  await expect(createKey(ctx, input({ expiresAt: "2020-01-01T00:00" }))).rejects.toMatchObject({ more: { errors: [{ field: "expiresAt" }] } });
  const expired = new Date("2026-01-01T05:00:07Z");
  await runtime().database.writer.apiKey.update({ where: { id }, data: { expiresAt: expired } });
  await updateKey(ctx, id, input({ expiresAt: "2026-01-01T00:00" }));
  expect(await getKey(ctx, id)).toMatchObject({ expiresAt: expired, state: "Expired", setState: "Active" });
  expect(faults({ expiresAt: "2027-02-30T10:00" })).toHaveProperty("expiresAt");
});

test("a bad address is named with its line", () => {
  expect(faults({ addresses: "192.0.2.7\n\n10.0.0.300 \r\n2001:db8::/32\nfe80::1%eth0" })).toEqual({
    addresses: "line 3, “10.0.0.300”; line 5, “fe80::1%eth0”: must be an address such as 192.0.2.7 or 2001:db8::7, or a range such as 192.0.2.0/24",
  });
});

test("untouched means from anywhere and all events; an emptied list means nothing", async () => {
  const { organisation, ctx } = await makeManager();
  const event = await makeEvent(organisation);
  const visitors = (secret: string) => call(`GET /create/v2/visitors/${event.id}`, { key: { id: "", secret } }).then(({ status }) => status);
  const open = await createKey(ctx, input());
  const nowhere = await createKey(ctx, input({ addresses: " \n", addressScope: "listed" }));
  const nothing = await createKey(ctx, input({ eventScope: "chosen" }));
  const chosen = await createKey(ctx, input({ events: [event.id], addresses: "127.0.0.0/8" }));
  expect([await visitors(open.secret), await visitors(nowhere.secret), await visitors(nothing.secret), await visitors(chosen.secret)]).toEqual([200, 401, 400, 200]);
  expect(await getKey(ctx, chosen.id)).toMatchObject({ addressScope: "listed", events: { kind: "chosen", names: ["Wood & Steel 2027"] }, eventIds: [event.id] });
  await updateKey(ctx, chosen.id, input({ eventScope: "chosen" }));
  expect(await getKey(ctx, chosen.id)).toMatchObject({ addressScope: "any", events: { kind: "chosen", names: [] } });
});

test("an event of another organisation cannot be chosen", async () => {
  const { ctx } = await makeManager();
  const foreign = await makeEvent(await makeOrganisation());
  await expect(createKey(ctx, input({ events: [foreign.id] }))).rejects.toMatchObject({ more: { errors: [{ field: "events" }] } });
});

test("nobody grants more than they have: neither by adding, changing, enabling nor rotating", async () => {
  const { organisation, ctx } = await makeManager({ visitors: "read", partners: "none" });
  const mighty = await makeKey(organisation, { state: "Disabled" });
  await expect(createKey(ctx, input({ rights: { visitors: "write" } }))).rejects.toMatchObject({ more: { errors: [{ field: "rights", description: "must not exceed your own: Visitors" }] } });
  await expect(createKey(ctx, input({ rights: { "*": "read" } }))).rejects.toMatchObject({ more: { errors: [{ field: "rights" }] } });
  await expect(updateKey(ctx, mighty.id, input({ rights: { partners: "read" } }))).rejects.toMatchObject({ more: { errors: [{ field: "rights" }] } });
  await expect(setKeyState(ctx, mighty.id, "Active")).rejects.toMatchObject({ code: "forbidden" });
  await expect(rotateKey(ctx, mighty.id, "now")).rejects.toMatchObject({ code: "forbidden" });
  const { secret } = await createKey(ctx, input({ rights: { visitors: "read", expos: "read" } }));
  expect(await expos(secret)).toBe(200);
  await updateKey(ctx, mighty.id, input({ rights: { visitors: "read" } }));
  await setKeyState(ctx, mighty.id, "Disabled");
});

test("the resources that rights are given on are those of the operations, with what there is to do", () => {
  const accesses = new Set(operations.map(({ access }) => access));
  const named = keyResources.filter(({ name }) => name !== "*");
  expect(new Set(named.flatMap(({ name, canWrite }) => (canWrite ? [`${name}:read`, `${name}:write`] : [`${name}:read`])))).toEqual(accesses);
});

test("a preset is what its name says", () => {
  const [read, write, register] = presets.map(({ rights }) => Object.fromEntries(keyResources.map((resource) => [resource.name, levelOf(rights, resource)])));
  expect(new Set(Object.values(read ?? {}))).toEqual(new Set(["read"]));
  expect([write?.visitors, write?.partners, write?.expos, write?.["*"]]).toEqual(["write", "write", "read", "write"]);
  expect([register?.visitors, register?.partners, register?.expos, register?.["*"]]).toEqual(["write", "none", "read", "none"]);
  expect(beyond({ ...all, partners: "read" }, { "*": "write" })).toEqual(["Partners", "Everything else"]);
});

test("a save notices that somebody else was faster, and a mere use of the key is no change", async () => {
  const { ctx } = await makeManager();
  const { id, secret } = await createKey(ctx, input());
  const { version } = await getKey(ctx, id);
  await expos(secret);
  await keyUse().flush();
  const seen = { ...ctx, expects: (validator: string) => validator === version };
  await updateKey(seen, id, input({ comments: "Renamed" }));
  await expect(updateKey(seen, id, input({ comments: "Lost" }))).rejects.toMatchObject({ code: "precondition_failed" });
  expect((await getKey(ctx, id)).comments).toBe("Renamed");
});

test.each(["now", "1h", "24h", "7d"] as const)("rotated with %s the old secret goes on for that long and no longer", async (grace) => {
  const { ctx } = await makeManager();
  const { id, secret: old } = await createKey(ctx, input());
  const { secret } = await rotateKey(ctx, id, grace);
  const hours = { now: 0, "1h": 1, "24h": 24, "7d": 168 }[grace];
  const after = (ms: number) => new Date(ctx.now.getTime() + hours * 3_600_000 + ms);
  expect(await expos(secret, "192.0.2.7", after(0))).toBe(200);
  expect(await expos(old, "192.0.2.7", after(0))).toBe(401);
  expect(await expos(old, "192.0.2.7", after(-1))).toBe(200); // asked in the past for "now": before it was rotated
});

test("a second rotation makes no secret last longer, and the page tells who still uses the old ones", async () => {
  const { ctx } = await makeManager();
  const { id, secret: first } = await createKey(ctx, input());
  const { secret: second } = await rotateKey(ctx, id, "1h");
  await rotateKey({ ...ctx, now: new Date(ctx.now.getTime() + 1000) }, id, "7d");
  await expos(first, "192.0.2.1");
  await expos(second, "2001:db8::2");
  await expos(first, "192.0.2.3", new Date(ctx.now.getTime() + 3_600_000));
  await Promise.all([keyUse().flush(), keyRefusals().flush()]);
  const secrets = await listSecrets(ctx, id);
  expect(secrets.map(({ isNewest, expiresAt, addresses }) => [isNewest, expiresAt && expiresAt.getTime() - ctx.now.getTime(), addresses.map(({ address }) => address)])).toEqual([
    [true, null, []],
    [false, 7 * 24 * 3_600_000 + 1000, ["2001:db8::2"]],
    [false, 3_600_000, ["192.0.2.1"]],
  ]);
  expect(await listRefusals(ctx, id)).toMatchObject([{ reason: "secret", address: "192.0.2.3", path: "/expos" }]);
});

test("a list is said to lock out only when not one address of 30 days is left in it", async () => {
  const { ctx } = await makeManager();
  const { id, secret } = await createKey(ctx, input());
  expect(await lockedOut(ctx, id, ["198.51.100.1"])).toEqual([]);
  await expos(secret, "192.0.2.1");
  await expos(secret, "::ffff:192.0.2.2");
  await keyUse().flush();
  expect(new Set(await lockedOut(ctx, id, ["198.51.100.1"]))).toEqual(new Set(["192.0.2.1", "::ffff:192.0.2.2"]));
  expect((await lockedOut(ctx, id, [])).length).toBe(2);
  expect(await lockedOut(ctx, id, ["192.0.2.2/31"])).toEqual([]);
  expect(await lockedOut({ ...ctx, now: new Date(ctx.now.getTime() + 31 * 86_400_000) }, id, [])).toEqual([]);
});

test("a key in use is deleted only when its name is typed, another at once", async () => {
  const { ctx } = await makeManager();
  const unused = await createKey(ctx, input({ comments: "Unused" }));
  await deleteKey(ctx, unused.id, "");
  const { id, secret } = await createKey(ctx, input({ comments: "Till at the gate\nin hall 4" }));
  await expos(secret);
  await keyUse().flush();
  await expect(deleteKey(ctx, id, "till")).rejects.toMatchObject({ more: { errors: [{ field: "typed", description: "must be “Till at the gate”" }] } });
  await deleteKey(ctx, id, " Till at the gate ");
  expect((await listKeys(ctx, {})).keys).toEqual([]);
  await new Promise((done) => setTimeout(done, 501)); // as long as a process remembers a key
  expect(await expos(secret)).toBe(401);
});

test("the checker answers as a request would", async () => {
  const { organisation, ctx } = await makeManager();
  const event = await makeEvent(organisation);
  const other = await makeEvent(organisation);
  const { id } = await createKey(ctx, input({ addresses: "192.0.2.0/24", events: [event.id], rights: { visitors: "read" } }));
  const check = (address: string, access: string, eventId: string | null = null) => checkKey(ctx, id, { address, access, eventId });
  expect(await check("192.0.2.9", "visitors:read", event.id)).toEqual({ allowed: true });
  expect(await check("::ffff:192.0.2.9", "visitors:read")).toEqual({ allowed: true });
  expect(await check("192.0.3.9", "visitors:read")).toEqual({ allowed: false, reason: "address" });
  expect(await check("192.0.2.9", "visitors:write")).toEqual({ allowed: false, reason: "right" });
  expect(await check("192.0.2.9", "visitors:read", other.id)).toEqual({ allowed: false, reason: "event" });
  await setKeyState(ctx, id, "Disabled");
  expect(await check("192.0.2.9", "visitors:read", event.id)).toEqual({ allowed: false, reason: "disabled" });
});

test("the list is searched by words and filtered by state", async () => {
  const { organisation, ctx } = await makeManager();
  const event = await makeEvent(organisation, { name: "Glass 2028" });
  await createKey(ctx, input({ comments: "CRM bridge 100%", contactName: "Ada Byron" }));
  await createKey(ctx, input({ comments: "Scanner", events: [event.id] }));
  await createKey(ctx, input({ comments: "Old", state: "Disabled" }));
  await makeKey(organisation, { expiresAt: new Date(0) });
  const found = async (filter: Parameters<typeof listKeys>[1]) => (await listKeys(ctx, filter)).keys.map(({ comments }) => comments).sort();
  expect(await found({ search: "crm ADA" })).toEqual(["CRM bridge 100%"]);
  expect(await found({ search: "%" })).toEqual(["CRM bridge 100%"]);
  expect(await found({ search: "glass" })).toEqual(["Scanner"]);
  expect(await found({ search: "nothing" })).toEqual([]);
  expect(await found({ state: "Disabled" })).toEqual(["Old"]);
  expect(await found({ state: "Expired" })).toEqual([""]);
  expect(await found({ state: "Active" })).toEqual(["CRM bridge 100%", "Scanner"]);
});

test("a key of another organisation is not there", async () => {
  const { ctx } = await makeManager();
  const { id } = await makeKey(await makeOrganisation());
  const gone = { code: "not_found" };
  await expect(getKey(ctx, id)).rejects.toMatchObject(gone);
  await expect(updateKey(ctx, id, input())).rejects.toMatchObject(gone);
  await expect(setKeyState(ctx, id, "Disabled")).rejects.toMatchObject(gone);
  await expect(rotateKey(ctx, id, "now")).rejects.toMatchObject(gone);
  await expect(deleteKey(ctx, id, "")).rejects.toMatchObject(gone);
  await expect(checkKey(ctx, id, { address: "192.0.2.1", access: "visitors:read", eventId: null })).rejects.toMatchObject(gone);
  expect([await listSecrets(ctx, id), await listRefusals(ctx, id), await lockedOut(ctx, id, [])]).toEqual([[], [], []]);
});

test("members a form has no business with are left out of account", async () => {
  const { organisation, ctx } = await makeManager();
  const { id } = await createKey(ctx, input({ id: "mine", organisationId: "theirs", lastUsedAt: new Date(), createdById: "somebody", rights: { "*": "read", __proto__: "write", invented: "write" } }));
  const row = await runtime().database.read.apiKey.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ organisationId: organisation.id, lastUsedAt: null, createdById: ctx.account.id });
  expect(Object.keys(row.rights ?? {}).sort()).toEqual(keyResources.map(({ name }) => name).sort());
});
