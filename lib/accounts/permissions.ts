import { z } from "zod";

const levels = ["none", "read", "write"] as const;
const Level = z.enum(levels).catch("none"); // what a role does not mention, it does not give

/** What a role allows, per part of the web. `userAccountManagement` is the manual's name; it also opens the API keys. `functions`: the Advanced API. */
export const Permissions = z.object({ events: Level, visitors: Level, partners: Level, organisation: Level, userAccountManagement: Level, functions: Level });
export type Permissions = z.infer<typeof Permissions>;
export type Permission = keyof Permissions;

/** One thing a page or an action needs, such as `visitors:write`. */
export type Right = `${Permission}:${"read" | "write"}`;

/** Whoever may write may read. */
export function allows(permissions: Permissions, right: Right): boolean {
  const [permission, level] = right.split(":") as [Permission, "read" | "write"]; // what the template type says, in two parts
  return permissions[permission] === "write" || permissions[permission] === level;
}

/** Whether one may do all that the other may: nobody gives more than they have, or takes over somebody who has more. */
export function covers(permissions: Permissions, others: Permissions): boolean {
  return Permissions.keyof().options.every((permission) => levels.indexOf(permissions[permission]) >= levels.indexOf(others[permission]));
}

/** An administrator may do everything, whatever the role is called. */
export function mayEverything(permissions: Permissions): boolean {
  return Object.values(permissions).every((level) => level === "write");
}
