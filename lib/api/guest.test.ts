import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import { guestClient, guestTypes } from "@/lib/api/declarations";
import { type Door } from "@/lib/sandbox/job";
import { Pool } from "@/lib/sandbox/pool";
import { sandboxWorkerFile } from "@/scripts/lib/sandbox.mjs";

/** What is declared for the guest, in the real sandbox. */
const pool = new Pool({ workerFile: sandboxWorkerFile, size: 1, prelude: guestClient() });
afterAll(() => pool.stop());

const declared = ts.createSourceFile("globals.d.ts", guestTypes(), ts.ScriptTarget.ES2022, true);

describe("everything that is declared is there", () => {
  test("every global", async () => {
    const names = declared.statements.flatMap((statement) => {
      if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
      return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name ? [statement.name.text] : [];
    });
    expect(names.length).toBeGreaterThan(25);
    expect(await returned(`return ${JSON.stringify(names)}.filter((name) => typeof globalThis[name] === "undefined")`)).toEqual([]);
  });

  test("every member of the objects among them", async () => {
    const paths = declared.statements.flatMap((statement) => (ts.isVariableStatement(statement) ? statement.declarationList.declarations.flatMap(({ name, type }) => pathsOf(name.getText(), type)) : []));
    expect(paths).toContain("visit.visitors.changes");
    expect(await returned(`return ${JSON.stringify(paths)}.filter((path) => path.split(".").reduce((at, name) => at?.[name], globalThis) === undefined)`)).toEqual([]);
  });

  test("every method of the classes", async () => {
    const methods = declared.statements.flatMap((statement) => {
      if (!ts.isClassDeclaration(statement) || !statement.name) return [];
      const owner = statement.name.text;
      return statement.members.flatMap((member) => {
        if (!ts.isMethodDeclaration(member) || !ts.isIdentifier(member.name)) return [];
        const isStatic = member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
        return [`${owner}${isStatic ? "" : ".prototype"}.${member.name.text}`];
      });
    });
    expect(methods).toContain("Response.prototype.clone");
    expect(await returned(`return ${JSON.stringify(methods)}.filter((path) => typeof path.split(".").reduce((at, name) => at?.[name], globalThis) !== "function")`)).toEqual([]);
  });
});

describe("what the API refuses", () => {
  const problem = { status: 422, detail: "Validation failed", errorCode: "validation_failed", errors: [{ field: "contact.email", error: "invalid_format", description: "no" }], requestId: "r" };
  const refusing: Door = { visit: async () => JSON.stringify({ status: 422, headers: {}, body: problem }) };

  test("ends the run with status and errors, at the line of the call", async () => {
    const { outcome } = await pool.run({ code: "export default async function () {\n  const id = 'e';\n  await visit.visitors.create(id, {});\n}", event: "{}", door: refusing });
    expect(outcome).toMatchObject({ kind: "threw", error: { name: "VisitError", message: "Validation failed", status: 422, errors: problem.errors, line: 3 } });
  });

  test("has the line of the loop that walks a feed", async () => {
    const { outcome } = await pool.run({ code: "export default async function () {\n\n  for await (const page of visit.visitors.changes('e')) console.log(page);\n}", event: "{}", door: refusing });
    expect(outcome).toMatchObject({ kind: "threw", error: { name: "VisitError", line: 3 } });
  });

  test("can be caught by its class", async () => {
    expect(await returned("try { await visit.partners.list('e'); } catch (error) { return [error instanceof VisitError, error.errors[0].field]; }", refusing)).toEqual([true, "contact.email"]);
  });
});

test("nobody else gets at the door by which visit calls", async () => {
  expect(await returned("return [typeof __door, Object.isFrozen(visit), Object.isFrozen(visit.visitors)]")).toEqual(["undefined", true, true]);
});

async function returned(body: string, door: Door = {}): Promise<unknown> {
  const { outcome } = await pool.run({ code: `export default async function () { ${body} }`, event: "{}", door });
  if (outcome.kind !== "returned") throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.value);
}

/** `console.log`, and so on down. */
function pathsOf(path: string, type: ts.TypeNode | undefined): string[] {
  if (!type || !ts.isTypeLiteralNode(type)) return [path];
  return type.members.flatMap((member) => (member.name ? pathsOf(`${path}.${member.name.getText()}`, ts.isPropertySignature(member) ? member.type : undefined) : []));
}
