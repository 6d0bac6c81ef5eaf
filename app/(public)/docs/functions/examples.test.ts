import { expect, test } from "vitest";
import { GET } from "@/app/guest-types.json/route";
import { createLanguageService, type Declarations } from "@/components/code-editor/language-service";
import { examples } from "./examples";

const declarations: Declarations = await (await GET()).json();

test.each(Object.entries(examples))("the editor finds nothing wrong with the example of %s", (_, { kind, code }) => {
  const service = createLanguageService(declarations, kind === "task" ? "TaskEvent" : "EndpointEvent");
  service.update(code);
  expect(service.findings()).toEqual([]);
});
