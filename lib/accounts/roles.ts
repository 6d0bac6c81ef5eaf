import type { Permissions } from "./permissions";

/** The roles an organisation begins with. */
export const defaultRoles: readonly { name: string; permissions: Permissions }[] = [
  { name: "Administrator", permissions: { events: "write", visitors: "write", partners: "write", organisation: "write", userAccountManagement: "write", functions: "write" } },
  { name: "Member", permissions: { events: "write", visitors: "write", partners: "write", organisation: "none", userAccountManagement: "none", functions: "none" } },
];
