import { expect, test } from "vitest";
import { allows, Permissions } from "./permissions";
import { defaultRoles } from "./roles";

test("what a role does not mention, or says in unknown words, it does not give", () => {
  expect(Permissions.parse({ visitors: "read", partners: "everything" })).toEqual({ events: "none", visitors: "read", partners: "none", organisation: "none", userAccountManagement: "none", functions: "none" });
});

test("whoever may write may read, and not the other way round", () => {
  const permissions = Permissions.parse({ visitors: "write", partners: "read" });
  expect([allows(permissions, "visitors:read"), allows(permissions, "visitors:write")]).toEqual([true, true]);
  expect([allows(permissions, "partners:read"), allows(permissions, "partners:write")]).toEqual([true, false]);
  expect([allows(permissions, "events:read"), allows(permissions, "events:write")]).toEqual([false, false]);
});

test("a member works with events, visitors and partners, and manages no accounts", () => {
  const member = defaultRoles.find(({ name }) => name === "Member");
  expect(member?.permissions).toEqual({ events: "write", visitors: "write", partners: "write", organisation: "none", userAccountManagement: "none", functions: "none" });
});
