import { expect, test } from "vitest";
import { GET } from "@/app/guest-types.json/route";
import { createLanguageService, type Declarations } from "@/components/code-editor/language-service";
import { templates } from ".";

const declarations: Declarations = await (await GET()).json();
const services = { task: createLanguageService(declarations, "TaskEvent"), endpoint: createLanguageService(declarations, "EndpointEvent") };

test.each(templates)("the editor finds nothing wrong with $id", ({ kind, code }) => {
  services[kind].update(code);
  expect(services[kind].findings().map(({ from, message }) => `${code.slice(0, from).split("\n").length}: ${message}`)).toEqual([]);
});

test.each(templates)("the editor would find what is wrong in $id", ({ kind, code }) => {
  services[kind].update(code.replace("visit.expos.list(", "visit.expos.lst("));
  expect(services[kind].findings().map(({ message }) => message).join()).toContain("'lst' does not exist");
});

test.each(templates)("$id names the secrets it reads, and no others", ({ code, secrets = [] }) => {
  const read = [...code.matchAll(/secrets\.get\("(\w+)"\)/g)].map(([, name]) => name);
  expect(secrets.map(({ name }) => name)).toEqual([...new Set(read)]);
});
