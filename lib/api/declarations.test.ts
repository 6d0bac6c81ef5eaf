import { createDefaultMapFromNodeModules, createSystem, createVirtualTypeScriptEnvironment } from "@typescript/vfs";
import { createContext, runInContext } from "node:vm";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { guestClient, guestTypes } from "@/lib/api/declarations";
import { operations } from "@/lib/api/registry";
import { isRecord } from "@/lib/codec/decoded";

const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts"], types: [], strict: true, noImplicitAny: false, allowJs: true, checkJs: true, noEmit: true };
const files = createDefaultMapFromNodeModules({ target: ts.ScriptTarget.ES2022, lib: ["ES2023"] }, ts);
files.set("/globals.d.ts", guestTypes());
files.set("/function.js", " ");
const environment = createVirtualTypeScriptEnvironment(createSystem(files), ["/globals.d.ts", "/function.js"], ts, options);

/** What the compiler says about a function with this body. */
function faultsOf(body: string): string[] {
  environment.updateFile("/function.js", `/** @param {TaskEvent & EndpointEvent} event */\nexport default async function (event) {\n${body}\n}`);
  const { languageService } = environment;
  return [...languageService.getSyntacticDiagnostics("/function.js"), ...languageService.getSemanticDiagnostics("/function.js")].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("the .d.ts", () => {
  test("has no fault of its own", () => {
    const { languageService } = environment;
    expect([...languageService.getSyntacticDiagnostics("/globals.d.ts"), ...languageService.getSemanticDiagnostics("/globals.d.ts")].map(({ messageText }) => messageText)).toEqual([]);
  });

  test.each(operations.map(({ id }) => id))("declares visit.%s", (id) => {
    expect(faultsOf(`return visit.${id};`)).toEqual([]);
  });

  test.each([
    `for (const { id, name } of await visit.expos.list()) console.log(id.toUpperCase(), name);`,
    `let since = await state.get("since");
     for await (const page of visit.visitors.changes("e", { since, showDeleted: false, registrationStates: ["registered"] })) {
       for (const visitor of page) console.log(visitor.contact.email?.toLowerCase(), visitor.answers[0]?.values[0]?.text);
       await state.set("since", page.nextRevision);
     }`,
    `const { id, revision } = await visit.visitors.create("e", { registrationState: "invited", contact: { email: "a@b.example", phone1: null }, answers: { diet: "vegan" } }, { match: "reference", idempotencyKey: "k" });
     await visit.visitors.update("e", id, { partner: { reference: "x", role: "staff" } }, { ifMatch: revision + ".json" });
     await visit.visitors.delete("e", id);`,
    `try { await visit.partners.get("e", "p"); } catch (error) { if (error instanceof VisitError) return { status: error.status, body: error.errors.map(({ field }) => field) }; throw error; }`,
    `const answer = await fetch("https://crm.example/", { method: "POST", headers: { authorization: "Bearer " + (await secrets.get("token")) }, body: JSON.stringify(event.request.body), signal: AbortSignal.timeout(5000) });
     if (!answer.ok) throw new Error(await answer.text());
     const { rows } = await answer.json();
     return rows.length;`,
    `const digest = crypto.hmac("sha256", "key", event.request.text, "base64"); return crypto.timingSafeEqual(digest, event.request.headers["x-signature"] ?? "");`,
    `const list = []; list.push(1); const later = (x) => x; return [list.at(-1), later(structuredClone(event.previous)), csv.build([{ a: 1 }]), xml.parse("<a/>").a, new URL("https://a.example").searchParams.get("b")];`,
    `const ending = new AbortController(); const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(100)]); signal.addEventListener("abort", ({ type }) => console.log(type), { once: true }); signal.onabort = null;
     try { signal.throwIfAborted(); } catch (error) { if (error instanceof DOMException) throw new DOMException("late", "AbortError"); }
     new EventTarget().dispatchEvent(new Event("x")); console.groupCollapsed("g"); console.countReset(); return new TextDecoder("utf-8", { fatal: true }).decode(new DataView(new ArrayBuffer(1)));`,
    `const byLand = Object.groupBy([{ land: "nl" }], ({ land }) => land); const both = new Set([1]).union(new Set(["a"])); const { promise, resolve } = Promise.withResolvers(); resolve(1); await promise;
     return [byLand.nl?.[0].land.length, both.size, new Map([[1, 2]]).values().map((value) => value + 1).toArray(), RegExp.escape("a.b"), Iterator.from([1]).take(1).toArray()];`,
  ])("accepts what is right: %s", (body) => {
    expect(faultsOf(body)).toEqual([]);
  });

  test.each([
    [`await visit.visitors.list();`, /Expected 1-2 arguments/],
    [`await visit.visitors.list(12);`, /not assignable to parameter of type 'string'/],
    [`await visit.visitors.list("e", { fromRevison: 1 });`, /but 'fromRevison' does not exist|Did you mean to write 'fromRevision'/],
    [`await visit.visitor.list("e");`, /Did you mean 'visitors'/],
    [`await visit.visitors.create("e", { registrationState: "invted" });`, /"invted"/],
    [`await visit.visitors.create("e", { contact: { emial: "x" } });`, /'emial' does not exist/],
    [`const rows = await visit.visitors.list("e"); rows[0].nmae;`, /Property 'nmae' does not exist/],
    [`visit.visitors.list("e").length;`, /Promise/],
    [`event.scheduled;`, /Did you mean 'scheduledAt'/],
    [`document.title;`, /Cannot find name 'document'/],
    [`process.env;`, /Cannot find name 'process'/],
  ])("refuses %s", (body, words) => {
    expect(faultsOf(body).join("\n")).toMatch(words);
  });
});

describe("the client", () => {
  test("has a function for every operation, and a feed for every list", () => {
    const visit = clientOf(async () => "");
    const built = Object.entries(visit).flatMap(([group, functions]) => Object.keys(functions).map((name) => `${group}.${name}`));
    const lists = operations.filter(({ kind }) => kind === "list").map(({ id }) => id.replace(/\.\w+$/, ".changes"));
    expect(built.sort()).toEqual([...operations.map(({ id }) => id), ...lists].sort());
  });

  test("says everything once: path, query, condition and body each in their place", async () => {
    const asked: unknown[] = [];
    const visit = clientOf(async (name, argument) => {
      asked.push([name, JSON.parse(argument)]);
      return JSON.stringify({ status: 201, headers: {}, body: { id: "new" } });
    });
    const answer = await run(visit, `visit.visitors.create("a/ä", { reference: "R" }, { match: "reference", idempotencyKey: "k1" })`);
    expect(answer).toEqual({ id: "new" });
    expect(asked).toEqual([["visit", { method: "POST", path: "/visitors/a%2F%C3%A4", query: { match: "reference" }, headers: { "idempotency-key": "k1" }, body: { reference: "R" } }]]);
  });

  test("a list knows where it goes on, and is an array all the same", async () => {
    const visit = clientOf(async () => JSON.stringify({ status: 200, headers: { "x-next-revision": "8", link: "<…>" }, body: [{ id: "a" }] }));
    expect(await run(visit, `visit.visitors.list("e", { registrationStates: ["invited", "registered"] }).then((page) => JSON.stringify([page, page.nextRevision, page.hasMore]))`)).toBe('[[{"id":"a"}],8,true]');
  });

  test("changes walks the feed to its end, from where it was told", async () => {
    const asked: string[] = [];
    const visit = clientOf(async (_, argument) => {
      const { query } = JSON.parse(argument);
      asked.push(`${query.fromRevision} ${query.limit} ${query.showDeleted}`);
      const isLast = query.fromRevision === "20";
      return JSON.stringify({ status: 200, headers: { "x-next-revision": isLast ? "21" : "20", ...(!isLast && { link: "more" }) }, body: isLast ? [{ id: "c" }] : [{ id: "a" }, { id: "b" }] });
    });
    const seen = await run(visit, `(async () => { const seen = []; for await (const page of visit.visitors.changes("e", { since: 7, showDeleted: false })) seen.push(...page.map(({ id }) => id), page.nextRevision); return seen.join(); })()`);
    expect(asked).toEqual(["7 500 false", "20 500 false"]);
    expect(seen).toBe("a,b,20,c,21");
  });

  test("a refusal is an exception with status and errors", async () => {
    const problem = { status: 422, detail: "Validation failed", errorCode: "validation_failed", errors: [{ field: "contact.email", error: "invalid_format", description: "no" }], requestId: "r" };
    const visit = clientOf(async () => JSON.stringify({ status: 422, headers: {}, body: problem }));
    const caught = await run(visit, `visit.partners.update("e", "p", {}).catch((error) => JSON.stringify([error instanceof VisitError, error.name, error.message, error.status, error.errorCode, error.errors[0].field]))`);
    expect(caught).toBe('[true,"VisitError","Validation failed",422,"validation_failed","contact.email"]');
  });

  test.each([
    [`visit.visitors.get("e")`, "visit.visitors.get: visitorId must be a text, got undefined"],
    [`visit.visitors.get("", "v")`, "visit.visitors.get: expoId must be a text, got an empty one"],
    [`visit.visitors.create("e")`, "visit.visitors.create: what to send must be an object, got undefined"],
    [`visit.visitors.list("e", { fromRevison: 1 })`, "visit.visitors.list has no option fromRevison"],
    [`visit.visitors.list("e", { constructor: 1 })`, "visit.visitors.list has no option constructor"],
    [`visit.visitors.changes("e", { fromRevisions: 1 }).next()`, "visit.visitors.changes has no option fromRevisions"],
  ])("%s is told before it costs a call", async (call, message) => {
    const visit = clientOf(async () => expect.unreachable("a call was made"));
    expect(await run(visit, `${call}.catch((error) => error.message)`)).toContain(message);
  });
});

type Guest = Record<string, Record<string, unknown>>;
const contexts = new WeakMap<Guest, object>();

/** `visit` as the guest finds it, in a realm of its own. */
function clientOf(door: (name: string, argument: string) => Promise<string>): Guest {
  const context = createContext({ __door: door });
  runInContext(guestClient(), context);
  const visit: unknown = runInContext("visit", context);
  if (!isGuest(visit)) throw new Error("there is no visit");
  contexts.set(visit, context);
  return visit;
}

function isGuest(value: unknown): value is Guest {
  return isRecord(value) && Object.values(value).every(isRecord);
}

function run(visit: Guest, code: string): Promise<unknown> {
  return runInContext(code, contexts.get(visit) ?? {});
}
