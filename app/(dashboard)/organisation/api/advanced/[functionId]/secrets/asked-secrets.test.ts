import { expect, test } from "vitest";
import { templates } from "@/lib/functions/templates";
import { askedSecrets } from "./asked-secrets";

test("secrets are found by their names, each once", () => {
  expect(askedSecrets(`const a = await secrets.get("crmToken"); await secrets.set('refresh', x); await secrets\n  .get("crmToken"); secrets.get(name)`)).toEqual(["crmToken", "refresh"]);
});

test("a template asks for no other secrets than it says", () => {
  for (const { code, secrets = [] } of templates) expect(secrets.map(({ name }) => name)).toEqual(expect.arrayContaining(askedSecrets(code)));
});
