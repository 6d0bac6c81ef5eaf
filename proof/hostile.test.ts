import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeJson } from "@/lib/codec/json";
import { decodeXml } from "@/lib/codec/xml";
import { Problem, problemShape } from "./problem";
import { malformedJson, malformedXml, wrongValues } from "./hostile-bodies";
import { sendRaw, type RawAnswer } from "./raw-http";
import { isFull, report } from "./size";
import { foundTroupe, openStage, type Stage, type Troupe } from "./stage";

let stage: Stage;
let ours: Troupe;
let theirs: Troupe;
let before: unknown;
let sent = 0;

beforeAll(async () => {
  stage = await openStage();
  ours = await foundTroupe(stage.client, "ours", 40);
  theirs = await foundTroupe(stage.client, "theirs", 40);
  before = await everything();
}, 120_000);

afterAll(async () => {
  report(`${sent} hostile requests sent, each refused in the right format`);
  await stage?.close();
});

type Hostile = { method?: string; path: string; headers?: Record<string, string | undefined>; body?: string | Buffer };
type Expected = { status: number | number[]; format?: "json" | "xml"; field?: string };

/** One request on a connection of its own. */
async function send({ method = "POST", path, headers = {}, body }: Hostile): Promise<RawAnswer> {
  const content = body === undefined ? undefined : Buffer.from(body);
  const all: Record<string, string | undefined> = { Host: `127.0.0.1:${stage.server.port}`, Authorization: ours.authorization, Connection: "close", "Content-Length": content && String(content.length), ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}\r\n`));
  return sendRaw(stage.server.port, [`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`, ...slices(content)]);
}

/** Piece by piece, so that an answer which comes before the end of a large body is read, as a client would. */
function* slices(content: Buffer | undefined): Generator<Buffer> {
  for (let at = 0; content && at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
}

/** That an answer is a problem in the right form, and which. */
function check(name: string, answer: RawAnswer, { status, format = "json", field }: Expected): void {
  sent++;
  const text = answer.body.toString();
  expect.soft([status].flat(), `${name}: ${answer.status} ${text.slice(0, 300)}`).toContain(answer.status);
  expect.soft(answer.headers["content-type"] ?? "none", name).toMatch(format === "json" ? /^application\/json/ : /^application\/xml/);
  const decoded = format === "json" ? decodeJson(answer.body) : decodeXml(answer.body, problemShape, "problem");
  const parsed = Problem.safeParse(decoded.ok ? decoded.value : decoded.description);
  expect.soft(parsed.error?.message, `${name}: ${text.slice(0, 300)}`).toBeUndefined();
  if (!parsed.success) return;
  const problem = parsed.data;
  expect.soft(problem.status, name).toBe(answer.status);
  expect.soft(problem.detail.length, name).toBeGreaterThan(10);
  if (field !== undefined) {
    expect.soft(problem.errors.length, name).toBeGreaterThan(0);
    expect.soft(problem.errors.some((error) => error.field === field || error.field.startsWith(`${field}.`)), `${name}: ${JSON.stringify(problem.errors)}`).toBe(true);
  }
}

async function attack(name: string, hostile: Hostile, expected: Expected): Promise<void> {
  check(name, await send(hostile), expected);
}

const collection = (resource: string, of = ours) => `/create/v2/${resource}/${of.eventId}`;
const jsonType = { "Content-Type": "application/json" };
const xmlType = { "Content-Type": "application/xml" };

test("malformed JSON is refused in JSON", async () => {
  for (const [name, body] of Object.entries(malformedJson)) {
    await attack(`${name}, to visitors`, { path: collection("visitors"), headers: jsonType, body }, { status: 400 });
    await attack(`${name}, to partners in fixed JSON`, { path: `/create/v2/json/partners/${ours.eventId}`, headers: { Accept: "application/xml" }, body }, { status: 400 });
  }
}, 120_000);

test("malformed XML is refused in XML", async () => {
  for (const [resource, root] of [["visitors", "visitor"], ["partners", "partner"]] as const) {
    for (const [name, body] of Object.entries(malformedXml(root))) {
      await attack(`${name}, to ${resource}`, { path: collection(resource), headers: { ...xmlType, Accept: "application/xml" }, body }, { status: 400, format: "xml" });
    }
  }
}, 120_000);

test("wrong values are refused by name", async () => {
  for (const [name, [field, body]] of Object.entries(wrongValues)) {
    await attack(name, { path: collection("visitors"), headers: jsonType, body: JSON.stringify(body) }, { status: 422, ...(field && { field }) });
  }
}, 120_000);

test("bad queries are refused by name, whatever the format asked for", async () => {
  const wrong: [field: string, query: string][] = [
    ["limit", "limit=0"], ["limit", "limit=-1"], ["limit", "limit=1001"], ["limit", "limit=ten"], ["limit", "limit=1.5"], ["limit", "limit=1e2"], ["limit", "limit=0x10"], ["limit", "limit=%F0%9F%92%A9"],
    ["limit", "limit=99999999999999999999"], ["limit", "limit=1;DROP%20TABLE%20visitor"], ["limit", "limit=5&limit=6"], ["limit", "limit[]=5&limit[]=6"],
    ["fromRevision", "fromRevision=-1"], ["fromRevision", "fromRevision=1.5"], ["fromRevision", "fromRevision=abc"], ["fromRevision", "fromRevision=9223372036854775808"], ["fromRevision", "fromRevision=9007199254740993"], ["fromRevision", "fromRevision=NaN"],
    ["fromRevision", "fromRevision='"], ["wait", "wait=31"], ["wait", "wait=-1"], ["wait", "wait=soon"], ["wait", "wait=1.5"], ["showDeleted", "showDeleted=perhaps"], ["showDeleted", "showDeleted=2"], ["limit", "limit=0&fromRevision=-1"],
  ]; // prettier-ignore
  for (const [field, query] of wrong) {
    await attack(query, { method: "GET", path: `${collection("visitors")}?${query}` }, { status: 400, field });
    await attack(`${query} in XML`, { method: "GET", path: `${collection("partners")}?${query}`, headers: { Accept: "application/xml" } }, { status: 400, field, format: "xml" });
  }
}, 60_000);

test("wrong paths, methods, keys and headers are refused in their order", async () => {
  const anything = (headers: Record<string, string | undefined>, more: Partial<Hostile> = {}): Hostile => ({ method: "GET", path: collection("visitors"), headers, ...more });
  const cases: [string, Hostile, Expected][] = [
    ...["/create/v2", "/create/v2/", "/create/v2/nothing", "/create/v2/visitors", "/create/v2/visitors/a/b/c", "/create/v2//visitors", "/create/v2/VISITORS/x", "/create/v2/visitors/%00/x/y", "/create/v2/xml/nothing", "/create/v2/json/json/expos", "/create/v2/../../etc/passwd", "/create/v2/%2e%2e/%2e%2e/etc/passwd", "/create/v2/constructor", "/create/v2/__proto__/toString"].map((path): [string, Hostile, Expected] => [path, { method: "GET", path }, { status: 404, format: path.startsWith("/create/v2/xml/") ? "xml" : "json" }]),
    ...["PATCH", "PUT", "DELETE", "TRACE", "OPTIONS", "PROPFIND"].map((method): [string, Hostile, Expected] => [`${method} of a list`, { method, path: collection("visitors") }, { status: 405 }]),
    ["POST of an item", { path: `${collection("visitors")}/x`, headers: jsonType, body: "{}" }, { status: 405 }],
    ["no key", anything({ Authorization: undefined }), { status: 401 }],
    ["an empty key", anything({ Authorization: "Basic Og==" }), { status: 401 }],
    ["a key of blanks", anything({ Authorization: "Basic     " }), { status: 401 }],
    ["a key that is no base 64", anything({ Authorization: "Basic ???" }), { status: 401 }],
    ["a key of 7,000 characters", anything({ Authorization: `Basic ${"A".repeat(7000)}` }), { status: 401 }],
    ["a key mistyped", anything({ Authorization: `Bearer ${ours.key.slice(0, -1)}~` }), { status: 401 }],
    ["a key with SQL", anything({ Authorization: `Bearer '--` }), { status: 401 }],
    ["a key with a NUL", anything({ Authorization: `Basic ${Buffer.from("a\0b:").toString("base64")}` }), { status: 401 }],
    ["a key in another scheme", anything({ Authorization: `Digest ${ours.key}` }), { status: 401 }],
    ["a key as a cookie", anything({ Authorization: undefined, Cookie: `key=${ours.key}` }), { status: 401 }],
    ["a key in the query", anything({ Authorization: undefined }, { path: `${collection("visitors")}?apiKey=${ours.key}` }), { status: 401 }],
    ["an actor by header", anything({ Authorization: undefined, "x-visit-actor": ours.organisationId, "x-visit-peer": "guess 127.0.0.1" }), { status: 401 }],
    ["no key, and a wrong expo", anything({ Authorization: undefined }, { path: "/create/v2/visitors/nothing" }), { status: 401 }],
    ["no key, and a bad body", { path: collection("visitors"), headers: { ...jsonType, Authorization: undefined }, body: "{" }, { status: 401 }],
    ["a wrong expo, and a bad body", { path: "/create/v2/visitors/nothing", headers: jsonType, body: "{" }, { status: 400, field: "expoId" }],
    ["a picture", { path: collection("visitors"), headers: { "Content-Type": "image/png" }, body: "\x89PNG" }, { status: 415 }],
    ["a form with files", { path: collection("visitors"), headers: { "Content-Type": "multipart/form-data; boundary=x" }, body: "--x--" }, { status: 415 }],
    ["plain text", { path: collection("visitors"), headers: { "Content-Type": "text/plain" }, body: "{}" }, { status: 415 }],
    ["packed", { path: collection("visitors"), headers: { ...jsonType, "Content-Encoding": "gzip" }, body: "\x1f\x8b" }, { status: 415 }],
    ["another charset", { path: collection("visitors"), headers: { "Content-Type": "application/json; charset=utf-16" }, body: "{}" }, { status: 415 }],
    ["JSON called XML", { path: collection("visitors"), headers: xmlType, body: "{}" }, { status: 400, format: "xml" }],
    ["XML called JSON", { path: collection("visitors"), headers: jsonType, body: "<visitor/>" }, { status: 400 }],
    ["no body at all", { path: collection("visitors"), headers: jsonType }, { status: [400, 422] }],
    ["an empty body", { path: collection("visitors"), headers: jsonType, body: "" }, { status: [400, 422] }],
    ["an empty Idempotency-Key", { path: collection("visitors"), headers: { ...jsonType, "Idempotency-Key": "" }, body: "{}" }, { status: [400, 422] }],
    ["an Idempotency-Key of 5,000 characters", { path: collection("visitors"), headers: { ...jsonType, "Idempotency-Key": "k".repeat(5000) }, body: '{"contact":{"email":"k@b.example"}}' }, { status: 400 }],
    ["unknown members, strictly", { path: collection("visitors"), headers: { ...jsonType, Prefer: "handling=strict" }, body: '{"nonsense":1,"contact":{"email":"s@b.example"}}' }, { status: 422, field: "nonsense" }],
    ["11 MiB", { path: collection("visitors"), headers: jsonType, body: JSON.stringify({ reference: "x".repeat(11 * 1024 * 1024) }) }, { status: 413 }],
    ["a length of a terabyte", { path: collection("visitors"), headers: { ...jsonType, "Content-Length": "1099511627776" }, body: "{" }, { status: 413 }],
    ["a match on nothing", { path: `${collection("visitors")}?match=phone`, headers: jsonType, body: '{"contact":{"email":"m@b.example"}}' }, { status: 400, field: "match" }],
    ["a webhook unknown", anything({}, { path: `${collection("visitors")}?webhookId=0000000000000` }), { status: 404 }],
    ["an If-Match that lost", { method: "PUT", path: `${collection("visitors")}/${(await anId("visitor", ours)) ?? ""}`, headers: { ...jsonType, "If-Match": '"1.json"' }, body: "{}" }, { status: 412 }],
    ["a DELETE with an If-Match that lost", { method: "DELETE", path: `${collection("visitors")}/${(await anId("visitor", ours)) ?? ""}`, headers: { "If-Match": '"1.xml"' } }, { status: 412 }],
  ]; // prettier-ignore
  for (const [name, hostile, expected] of cases) await attack(name, hostile, expected);
}, 120_000);

test("what is not HTTP is answered all the same", async () => {
  const { port } = stage.server;
  const head = (line: string, ...headers: string[]) => `${[line, ...headers].join("\r\n")}\r\n\r\n`;
  const list = `${collection("visitors")}`;
  const auth = `Authorization: ${ours.authorization}`;
  const raw: [string, (string | Uint8Array)[], number | number[]][] = [
    ["nonsense", ["hello\r\n\r\n"], 400],
    ["TLS", [Buffer.from("16030100c8010000c40303", "hex"), "\r\n\r\n"], 400],
    ["a version of the future", [head(`GET ${list} HTTP/9.9`, "Host: x")], [400, 505]],
    ["no Host", [head(`GET ${list} HTTP/1.1`, auth)], 400],
    ["two Hosts", [head(`GET ${list} HTTP/1.1`, "Host: a", "Host: b")], [400, 401]],
    ["a Host with blanks", [head(`GET ${list} HTTP/1.1`, "Host: a b", auth, "Connection: close")], 400],
    ["a Host with a path", [head(`GET ${list} HTTP/1.1`, "Host: a/b", auth, "Connection: close")], 400],
    ["a Host that is an address with a user", [head(`GET ${list} HTTP/1.1`, "Host: me@example.org", auth, "Connection: close")], 400],
    ["a Host with an odd port", [head(`GET ${list} HTTP/1.1`, "Host: a:99999", auth, "Connection: close")], 400],
    ["a Host of brackets", [head(`GET ${list} HTTP/1.1`, "Host: [", auth, "Connection: close")], 400],
    ["a header without a name", [head(`GET ${list} HTTP/1.1`, "Host: x", ": nothing")], 400],
    ["a header without a colon", [head(`GET ${list} HTTP/1.1`, "Host: x", "nothing")], 400],
    ["a header with a blank in its name", [head(`GET ${list} HTTP/1.1`, "Host: x", "a b: c")], 400],
    ["a header with a NUL", [head(`GET ${list} HTTP/1.1`, "Host: x", "a: b\0c")], 400],
    ["a folded header", [head(`GET ${list} HTTP/1.1`, "Host: x", "a: b\r\n c")], [400, 401]],
    ["headers of 100 KiB", [head(`GET ${list} HTTP/1.1`, "Host: x", `a: ${"b".repeat(100_000)}`)], 431],
    ["3,000 headers", [head(`GET ${list} HTTP/1.1`, "Host: x", ...Array.from({ length: 3000 }, (_, at) => `a${at}: b`))], 431],
    ["a path of 100 KiB", [head(`GET /create/v2/${"a".repeat(100_000)} HTTP/1.1`, "Host: x")], [414, 431]],
    ["two lengths", [head(`POST ${list} HTTP/1.1`, "Host: x", auth, "Content-Length: 2", "Content-Length: 3"), "{}"], 400],
    ["a negative length", [head(`POST ${list} HTTP/1.1`, "Host: x", auth, "Content-Length: -1"), "{}"], 400],
    ["a length in words", [head(`POST ${list} HTTP/1.1`, "Host: x", auth, "Content-Length: two"), "{}"], 400],
    ["a length and chunks", [head(`POST ${list} HTTP/1.1`, "Host: x", auth, "Content-Length: 2", "Transfer-Encoding: chunked"), "2\r\n{}\r\n0\r\n\r\n"], 400],
    ["a chunk without a size", [head(`POST ${list} HTTP/1.1`, "Host: x", auth, "Content-Type: application/json", "Transfer-Encoding: chunked"), "zz\r\n{}\r\n0\r\n\r\n"], 400],
    ["an unknown transfer", [head(`POST ${list} HTTP/1.1`, "Host: x", auth, "Transfer-Encoding: smoke"), "{}"], [400, 501]],
    ["a request smuggled in a chunk", [head(`POST ${list} HTTP/1.1`, "Host: x", auth, "Content-Type: application/json", "Transfer-Encoding: chunked", "Connection: close"), `1;a=b\r\n{\r\n0\r\n\r\nDELETE ${list}/x HTTP/1.1\r\n\r\n`], 400],
    ["an absolute address of elsewhere", [head("GET http://elsewhere.example/create/v2/expos HTTP/1.1", "Host: x", "Connection: close")], [400, 401]],
    ["CONNECT", [head("CONNECT elsewhere.example:443 HTTP/1.1", "Host: elsewhere.example:443")], [400, 404, 405]],
    ["an unasked upgrade", [head(`GET ${list} HTTP/1.1`, "Host: x", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")], [400, 401]],
    ["an expectation", [head(`GET ${list} HTTP/1.1`, "Host: x", "Expect: the unexpected", "Connection: close")], [400, 401, 417]],
  ]; // prettier-ignore
  for (const [name, chunks, status] of raw) {
    const answer = await sendRaw(port, chunks).catch(String);
    if (typeof answer === "string") expect.soft(answer, name).toBe("an answer");
    else check(name, answer, { status });
  }
}, 60_000);

test("bodies without an end are cut off", async () => {
  const { port } = stage.server;
  const head = `POST ${collection("visitors")} HTTP/1.1\r\nHost: x\r\nAuthorization: ${ours.authorization}\r\nContent-Type: application/json\r\n`;
  function* endless() {
    yield `${head}Transfer-Encoding: chunked\r\n\r\n`;
    yield '1\r\n"\r\n';
    const chunk = Buffer.from(`10000\r\n${"x".repeat(65_536)}\r\n`);
    for (;;) yield chunk;
  }
  // Who still sends when the connection is closed may lose the answer that is on its way to it: TCP is like that. Not three times, though.
  const sent = () => sendRaw(port, endless(), 60_000);
  check("a body without an end", await sent().catch(sent).catch(sent), { status: 413 });
  // a sender that falls silent is given half a minute: only the full proof has the time
  if (isFull) check("a body that never comes", await sendRaw(port, [`${head}Content-Length: 100\r\n\r\n{`], 90_000), { status: [400, 408] });
}, 120_000);

test("ids of another organisation answer to the byte like ids nobody has", async () => {
  const visitor = await anId("visitor", theirs);
  const partner = await anId("partner", theirs);
  const contact = await anId("contact", theirs);
  const { rows } = await stage.client.query<{ type: string; form: string; question: string }>(
    `SELECT (SELECT id FROM registration_type WHERE "organisationId" = $1 AND type = 'visitor' LIMIT 1) AS type, (SELECT id FROM form WHERE "organisationId" = $1 LIMIT 1) AS form,
            (SELECT id FROM question WHERE "organisationId" = $1 LIMIT 1) AS question`,
    [theirs.organisationId],
  );
  const { type = "", form = "", question = "" } = rows[0] ?? {};
  const own = { visitor: (await anId("visitor", ours)) ?? "", partner: (await anId("partner", ours)) ?? "" };
  const body = (value: object) => ({ headers: jsonType, body: JSON.stringify(value) });
  const someone = { email: "spy@b.example" };
  const attempts: [name: string, id: string, ask: (id: string) => Hostile][] = [
    ...["visitors", "partners", "questions", "registrationTypes", "registrationForms"].map((resource): [string, string, (id: string) => Hostile] => [`list of ${resource}`, theirs.eventId, (id) => ({ method: "GET", path: `/create/v2/${resource}/${id}` })]),
    ["one expo", theirs.eventId, (id) => ({ method: "GET", path: `/create/v2/expos/${id}` })],
    ["create in their expo", theirs.eventId, (id) => ({ path: `/create/v2/visitors/${id}`, ...body({ contact: someone }) })],
    ["create a partner in their expo", theirs.eventId, (id) => ({ path: `/create/v2/partners/${id}`, ...body({ name: "Spy" }) })],
    ["their visitor in our expo", visitor ?? "", (id) => ({ method: "GET", path: `${collection("visitors")}/${id}` })],
    ["their visitor in XML", visitor ?? "", (id) => ({ method: "GET", path: `/create/v2/xml/visitors/${ours.eventId}/${id}` })],
    ["their partner in our expo", partner ?? "", (id) => ({ method: "GET", path: `${collection("partners")}/${id}` })],
    ["update their visitor", visitor ?? "", (id) => ({ method: "PUT", path: `${collection("visitors")}/${id}`, ...body({ language: "nl" }) })],
    ["update their visitor on a condition", visitor ?? "", (id) => ({ method: "PUT", path: `${collection("visitors")}/${id}`, headers: { ...jsonType, "If-Match": '"1"' }, body: "{}" })],
    ["update their partner", partner ?? "", (id) => ({ method: "PUT", path: `${collection("partners")}/${id}`, ...body({ name: "Mine now" }) })],
    ["delete their visitor", visitor ?? "", (id) => ({ method: "DELETE", path: `${collection("visitors")}/${id}` })],
    ["delete their partner", partner ?? "", (id) => ({ method: "DELETE", path: `${collection("partners")}/${id}` })],
    ["their contact in a new visitor", contact ?? "", (id) => ({ path: collection("visitors"), ...body({ contact: { id } }) })],
    ["their contact in our visitor", contact ?? "", (id) => ({ method: "PUT", path: `${collection("visitors")}/${own.visitor}`, ...body({ contact: { id } }) })],
    ["their contact in our partner", contact ?? "", (id) => ({ method: "PUT", path: `${collection("partners")}/${own.partner}`, ...body({ contact: { id } }) })],
    ["their type", type, (id) => ({ path: collection("visitors"), ...body({ contact: someone, registrationType: id }) })],
    ["their form", form, (id) => ({ path: collection("visitors"), ...body({ contact: someone, form: { id } }) })],
    ["their partner as host", partner ?? "", (id) => ({ path: collection("visitors"), ...body({ contact: someone, partner: { id } }) })],
    ["their question", question, (id) => ({ path: collection("visitors"), ...body({ contact: someone, answers: [{ questionId: id, values: ["x"] }] }) })],
    ["our visitor below their expo", theirs.eventId, (id) => ({ method: "GET", path: `/create/v2/visitors/${id}/${own.visitor}` })],
  ]; // prettier-ignore
  for (const [name, id, ask] of attempts) {
    expect(id, name).not.toBe("");
    const nobodys = id.replace(/./g, (letter, at) => (at % 2 ? letter : letter === "0" ? "1" : "0"));
    const [known, unknown] = [await send(ask(id)), await send(ask(nobodys))];
    expect.soft(anonymous(known, id), name).toEqual(anonymous(unknown, nobodys));
    check(name, known, { status: [400, 404, 422], format: name.endsWith("XML") ? "xml" : "json" });
    sent++;
  }
}, 60_000);

test("filters by ids of another organisation find nothing", async () => {
  const [contact, partner] = [await anId("contact", theirs), await anId("partner", theirs)];
  for (const query of [`contactId=${contact}`, `partnerId=${partner}`, "email=' OR 1=1 --", "reference=%25", "registrationTypes=' OR ''='", "contactReference=%27"]) {
    const answer = await send({ method: "GET", path: `${collection("visitors")}?${query.replaceAll(" ", "%20")}` });
    expect.soft([answer.status, answer.body.toString()], query).toEqual([200, "[]"]);
  }
});

test("afterwards nothing has changed, and the server is well", async () => {
  expect(await everything()).toEqual(before);
  expect(stage.server.output).not.toMatch(/failed unexpectedly|Unhandled|heap/i);
  const health = await send({ method: "GET", path: "/create/v2/expos" });
  expect(health.status).toBe(200);
  expect(sent).toBeGreaterThanOrEqual(300);
});

async function anId(table: string, { organisationId, eventId }: Troupe): Promise<string | undefined> {
  const isOfEvent = table === "contact" ? "" : `AND "eventId" = '${eventId}'`;
  return (await stage.client.query<{ id: string }>(`SELECT id FROM ${table} WHERE "organisationId" = $1 ${isOfEvent} ORDER BY id LIMIT 1`, [organisationId])).rows[0]?.id;
}

/** A digest of all rows anybody could have written. */
async function everything(): Promise<unknown> {
  const tables = ["organisation", "event", "contact", "visitor", "partner", "registration_type", "form", "question", "answer", "idempotency_record"];
  const digests = tables.map((table) => `(SELECT count(*) || md5(coalesce(string_agg(t::text, ',' ORDER BY t.id), '')) FROM ${table} t) AS ${table}`);
  return (await stage.client.query(`SELECT ${digests.join(", ")}`)).rows[0];
}

/** What is left of an answer without what names the request. */
function anonymous({ status, headers, body }: RawAnswer, id: string) {
  const { date: _, "x-request-id": requestId = "?", ...rest } = headers;
  return { status, headers: rest, body: body.toString().replaceAll(requestId, "REQUEST").replaceAll(id, "ID") };
}
