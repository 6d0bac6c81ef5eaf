import { expect, test } from "vitest";
import { makeContext, makeOrganisation } from "@/test/makers";
import { OrganisationInput } from "./schema";
import { getOrganisation, updateOrganisation } from "./verbs";

test("an organisation's setup is saved, and only its own", async () => {
  const [own, other] = [makeContext(await makeOrganisation()), makeContext(await makeOrganisation({ name: "Other" }))];
  const wanted = { name: "Wood Fairs", timezone: "Asia/Tokyo", deduplication: "event" } as const;
  await updateOrganisation(own, wanted);
  expect(await getOrganisation(own)).toEqual(wanted);
  expect(await getOrganisation(other)).toMatchObject({ name: "Other", deduplication: "organisation" });
});

test.each([
  ["name", { name: "  " }],
  ["timezone", { timezone: "Mars/Olympus" }],
  ["timezone", { timezone: "+02:00" }],
  ["deduplication", { deduplication: "sometimes" }],
])("a wrong %s is refused at its field: %j", (field, wrong) => {
  const parsed = OrganisationInput.safeParse({ name: "Wood", timezone: "Europe/Paris", deduplication: "off", ...wrong });
  expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
});

test("what a form adds is not taken over", () => {
  expect(OrganisationInput.parse({ name: "Wood", timezone: "UTC", deduplication: "off", id: "x", isDemo: "true" })).toEqual({ name: "Wood", timezone: "UTC", deduplication: "off" });
});
