import { expect, test } from "vitest";
import { GET } from "@/app/guest-types.json/route";
import { annotate, createLanguageService, type Declarations } from "./language-service";

const declarations: Declarations = await (await GET()).json();
const service = createLanguageService(declarations, "TaskEvent");

/** Where `|` stands in the code, which is given to the service without it. */
function at(marked: string): number {
  service.update(marked.replace("|", ""));
  return marked.indexOf("|");
}
const labels = (marked: string) => service.complete(at(marked), false)?.options.map(({ label }) => label) ?? [];

test("completion knows the API, the event and what was written before", () => {
  expect(labels("export default async function (event) { visit.| }")).toEqual(expect.arrayContaining(["visitors", "partners", "expos"]));
  expect(labels("export default async function (event) { const rows = await visit.visitors.list('e'); rows[0].contact.| }")).toContain("jobFunction");
  expect(labels("export default async function (given) { given.| }")).toEqual(expect.arrayContaining(["scheduledAt", "previous"]));
  expect(labels('export default async function (event) { await visit.visitors.create("e", { registrationState: "|" }); }')).toContain("invited");
});

test("what one comes here for stands before what the language has", () => {
  const options = service.complete(at("export default async function (event) { s| }"), false)?.options ?? [];
  const ranked = options.filter(({ label }) => label.startsWith("s")).sort((left, right) => right.rank - left.rank).map(({ label }) => label);
  expect(ranked.slice(0, 2).sort()).toEqual(["secrets", "state"]);
});

test("nothing is offered in a comment, and nothing after a blank that nobody asked about", () => {
  expect(labels("// vis|")).toEqual([]);
  expect(labels("const rows = |")).toEqual([]);
  expect(service.complete(at("const rows = |"), true)?.options.map(({ label }) => label)).toContain("visit");
});

test("an explanation holds the signature, the summary and the arguments", () => {
  const explained = service.explain(at("export default async function (event) { await visit.visitors.li|st('e'); }"));
  expect(explained?.signature).toContain("list(expoId: string");
  expect(explained?.text).toContain("List an expo's visitors");
  expect(explained?.text.split("\n\n")).toEqual(["List an expo's visitors, oldest change first.", "Needs the right visitors:read.", "expoId: Id of the expo.", "Throws VisitError."]);
});

test("findings stand where the mistake does, although more was compiled than was written", () => {
  const code = 'export default async function (event) {\n  event.sheduledAt;\n  await visit.visitors.get("e");\n}';
  service.update(code);
  const findings = service.findings();
  expect(findings.map(({ from, to }) => code.slice(from, to))).toEqual(["sheduledAt", "get"]);
  expect(findings.map(({ severity }) => severity)).toEqual(["error", "error"]);
  expect(findings[0]?.message).toContain("Did you mean 'scheduledAt'?");
});

test.each([
  "export default async function (event) { const rows = []; for (const x of [1]) rows.push(x); return rows; }",
  "export default async (event) => { const seen = {}; seen.a = 1; return seen; }",
  "function help(a, b) { return a + b; }\nexport default async function () { return help(1, 2); }",
  "export default function (event) { let later; later = 3; try { later = 4; } catch (error) { console.error(error.message); } return later; }",
  "import_me();\nfunction import_me() {}\nexport default async function run(event) { const now = await state.get('x'); return now.y.z; }",
  "/** @param {{ request: { body: { a: number } } }} event */\nexport default async function (event) { return event.request.body.a; }",
])("whoever writes plain JavaScript is left alone: %s", (code) => {
  service.update(code);
  expect(service.findings()).toEqual([]);
});

test("a syntax error is found, also at the very end", () => {
  service.update("export default async function (event) {");
  expect(service.findings()).toEqual([{ from: 39, to: 39, severity: "error", message: "'}' expected." }]);
});

test.each([
  ["export default async function (event) {}", "export default async function (/** @type {TaskEvent} */ event) {}"],
  ["export default function main( e, rest ) {}", "export default function main( /** @type {TaskEvent} */ e, rest ) {}"],
  ["export default async (event) => 1", "export default async (/** @type {TaskEvent} */ event) => 1"],
  ["export default async function () {}", "export default async function () {}"],
  ["/** @param {Mine} event */ export default async function (event) {}", "/** @param {Mine} event */ export default async function (event) {}"],
  ["export default async function (/** @type {Mine} */ event) {}", "export default async function (/** @type {Mine} */ event) {}"],
  ["export default run;\nfunction run(event) {}", "export default run;\nfunction run(event) {}"],
])("the event's type is slipped in where the code does not say one: %s", (code, annotated) => {
  expect(annotate(code, "TaskEvent").text).toBe(annotated);
});
