export type Permission = "events" | "visitors" | "partners" | "accounts";
export type Level = "none" | "read" | "write";
export type Permissions = Record<Permission, Level>;

/** The roles an organisation begins with. `accounts` is the manual's *user account management*: it also opens the API keys. */
export const defaultRoles: readonly { name: string; permissions: Permissions }[] = [
  { name: "Administrator", permissions: { events: "write", visitors: "write", partners: "write", accounts: "write" } },
  { name: "Member", permissions: { events: "write", visitors: "write", partners: "write", accounts: "none" } },
];
