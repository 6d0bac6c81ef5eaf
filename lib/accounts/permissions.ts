import { z } from "zod";

const Level = z.enum(["none", "read", "write"]).catch("none"); // what a role does not mention, it does not give

/** What a role allows, per part of the web. `userAccountManagement` is the manual's name; it also opens the API keys. */
export const Permissions = z.object({ events: Level, visitors: Level, partners: Level, organisation: Level, userAccountManagement: Level });
export type Permissions = z.infer<typeof Permissions>;
export type Permission = keyof Permissions;

/** One thing a page or an action needs, such as `visitors:write`. */
export type Right = `${Permission}:${"read" | "write"}`;

/** Whoever may write may read. */
export function allows(permissions: Permissions, right: Right): boolean {
  const [permission, level] = right.split(":") as [Permission, "read" | "write"]; // what the template type says, in two parts
  return permissions[permission] === "write" || permissions[permission] === level;
}
