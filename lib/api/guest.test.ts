import { createDefaultMapFromNodeModules, createSystem, createVirtualTypeScriptEnvironment } from "@typescript/vfs";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import { guestClient, guestTypes } from "@/lib/api/declarations";
import { languageInSandbox } from "@/lib/api/declarations-language";
import { type Door } from "@/lib/sandbox/job";
import { Sandbox } from "@/lib/sandbox/sandbox";
import { sandboxOptions } from "@/test/sandbox";

/** What is declared for the guest, in the real sandbox. */
const sandbox = new Sandbox({ ...sandboxOptions, size: 1, prelude: guestClient() });
afterAll(() => sandbox.stop());

const libraries = createDefaultMapFromNodeModules({ target: ts.ScriptTarget.ES2022, lib: ["ES2023"] }, ts);
const files = new Map([...libraries].map(([name, text]) => [name, languageInSandbox(text)]));
files.set("/globals.d.ts", guestTypes()).set("/function.js", "export {};");
const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, lib: ["lib.es2023.d.ts"], types: [], strict: true, allowJs: true, checkJs: true, noEmit: true };
const { languageService, updateFile } = createVirtualTypeScriptEnvironment(createSystem(files), ["/globals.d.ts", "/function.js"], ts, options);

const problem = { status: 422, detail: "Validation failed", errorCode: "validation_failed", errors: [{ field: "contact.email", error: "invalid_format", description: "no" }], requestId: "r" };
const refusing: Door = { visit: async () => JSON.stringify({ status: 422, headers: {}, body: problem }) };

describe("what is declared is what is there", () => {
  const declared = declaredGlobals();

  test("all that the declarations and the language's own files promise is there", async () => {
    expect(Object.keys(declared).length).toBeGreaterThan(70);
    expect(declared.AbortSignal?.members).toContain("addEventListener");
    expect(await returned(`${looking} return Object.entries(event).flatMap(([name, { own, members }]) => (name in globalThis ? [...own.filter((member) => !has(globalThis[name], member)).map((member) => name + "." + member), ...members.filter((member) => !["cause", "stack", "return", "throw"].includes(member) && !has(instanceOf(name), member)).map((member) => name + "#" + member)] : [name]));`, refusing, declared)).toEqual([]);
  });

  test("all that is there is declared, but for what is better not used", async () => {
    const undeclared = await returned(
      `${looking} return Reflect.ownKeys(globalThis).map(nameOf).flatMap((name) => {
        if (!Object.hasOwn(event, name)) return [name];
        const { own, members } = event[name];
        return [...membersOf(globalThis[name]).filter((member) => !own.includes(member)).map((member) => name + "." + member), ...membersOf(instanceOf(name)).filter((member) => !members.includes(member)).map((member) => name + "#" + member)];
      })`,
      refusing,
      declared,
    );
    expect(Array.isArray(undeclared) && undeclared.filter((name: string) => !unused.test(name))).toEqual([]);
  });

  test.each([
    ["new Intl.NumberFormat('nl')", /Intl/],
    ["new Date().toLocaleDateString('nl', { timeZone: 'Europe/Amsterdam' })", /Expected 0 arguments/],
    ["new SharedArrayBuffer(8)", /Cannot find name 'SharedArrayBuffer'|only refers to a type/],
    ["new AbortSignal()", /private/],
  ])("whoever writes %s is told", (code, words) => {
    updateFile("/function.js", `${code};\nexport {};`);
    expect(languageService.getSemanticDiagnostics("/function.js").map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " ")).join()).toMatch(words);
  });

  test("the language's files have no fault without what is left out", () => {
    expect([...files.keys()].filter((name) => name.endsWith(".d.ts")).flatMap((name) => (languageService.getProgram()?.getSourceFile(name) ? languageService.getSemanticDiagnostics(name) : [])).map(({ messageText }) => messageText)).toEqual([]);
  });
});

type Members = { own: string[]; members: string[] };

/** What may be used as a value: its members, and those of what it makes. Symbols by the name they have in `Symbol`. */
function declaredGlobals(): Record<string, Members> {
  const program = languageService.getProgram();
  const file = program?.getSourceFile("/function.js");
  if (!program || !file) throw new Error("there is no program");
  const checker = program.getTypeChecker();
  const namesOf = (type: ts.Type | undefined) => (type?.getProperties() ?? []).map(({ escapedName }) => String(escapedName).replace(/^__@(\w+)@\d+$/, "Symbol.$1").replace(/^___/, "__"));
  const globals = checker.getSymbolsInScope(file, ts.SymbolFlags.Value).filter(({ name }) => name !== "globalThis" && name !== "arguments");
  return Object.fromEntries(
    globals.map((symbol) => {
      const type = checker.getTypeOfSymbolAtLocation(symbol, file);
      const prototype = type.getProperty("prototype");
      const made = prototype ? checker.getTypeOfSymbolAtLocation(prototype, file) : type.getConstructSignatures()[0]?.getReturnType();
      return [symbol.name, { own: namesOf(type), members: namesOf(made) }];
    }),
  );
}

/** In the guest: what to look at, and how. */
const looking = `
  const samples = { Array: [], Function: function () {}, Iterator: [].values(), String: Object(""), RegExp: /x/, Error: new Error(""), AggregateError: new AggregateError([]), Headers: new Headers(), Request: new Request("https://a.example"), Response: new Response(), AbortController: new AbortController(), AbortSignal: AbortSignal.abort(), Event: new Event("x"), EventTarget: new EventTarget(), DOMException: new DOMException(), URL: new URL("https://a.example"), URLSearchParams: new URLSearchParams(), TextEncoder: new TextEncoder(), TextDecoder: new TextDecoder(), VisitError: await visit.expos.list().catch((error) => error) };
  const instanceOf = (name) => samples[name] ?? (typeof globalThis[name] === "function" ? globalThis[name].prototype : undefined);
  const has = (value, name) => value !== undefined && (name.startsWith("Symbol.") ? Symbol[name.slice(7)] : name) in Object(value);
  const nameOf = (key) => (typeof key === "symbol" ? key.description : key);
  const membersOf = (value) => {
    const all = new Set();
    for (let at = value; (typeof at === "object" || typeof at === "function") && at !== null && at !== Object.prototype && at !== Function.prototype; at = Object.getPrototypeOf(at)) Reflect.ownKeys(at).map(nameOf).forEach((name) => all.add(name));
    return [...all].filter((name) => !(name in Object.prototype) && !["length", "name", "prototype", "Symbol.toStringTag", "Symbol.species"].includes(name));
  };`;

/** The engine's own names, what is old, what is no standard yet, and what parts of the prelude have for each other. */
const unused = /^(InternalError|Symbol\.toStringTag|globalThis|Float16Array|.*Float16|Math\.(f16round|sumPrecise)|.*Error\.isError|DOMException\.isError|Iterator\.concat|Set\.groupBy|(Weak)?Map#getOrInsert(Computed)?|.*#__\w+__|Function#\w+|Date#(toGMTString|getYear|setYear)|AbortSignal#abort|URLSearchParams#reset|(Request|Response)#peek)$/;

describe("what the API refuses", () => {
  test("ends the run with status and errors, at the line of the call", async () => {
    const { outcome } = await sandbox.run({ code: "export default async function () {\n  const id = 'e';\n  await visit.visitors.create(id, {});\n}", event: "{}", door: refusing });
    expect(outcome).toMatchObject({ kind: "threw", error: { name: "VisitError", message: "Validation failed", status: 422, errors: problem.errors, line: 3 } });
  });

  test("has the line of the loop that walks a feed", async () => {
    const { outcome } = await sandbox.run({ code: "export default async function () {\n\n  for await (const page of visit.visitors.changes('e')) console.log(page);\n}", event: "{}", door: refusing });
    expect(outcome).toMatchObject({ kind: "threw", error: { name: "VisitError", line: 3 } });
  });

  test("can be caught by its class", async () => {
    expect(await returned("try { await visit.partners.list('e'); } catch (error) { return [error instanceof VisitError, error.errors[0].field]; }", refusing)).toEqual([true, "contact.email"]);
  });
});

test("nobody else gets at the door by which visit calls", async () => {
  expect(await returned("return [typeof __door, Object.isFrozen(visit), Object.isFrozen(visit.visitors)]")).toEqual(["undefined", true, true]);
});

async function returned(body: string, door: Door = {}, event: unknown = {}): Promise<unknown> {
  const { outcome } = await sandbox.run({ code: `export default async function (event) { ${body} }`, event: JSON.stringify(event), door });
  if (outcome.kind !== "returned") throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.value);
}
