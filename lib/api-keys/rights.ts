import { allows, type Permission, type Permissions } from "@/lib/accounts/permissions";
import type { Level } from "./decide";

/**
 * What rights can be given on. `permission`: what an account must have itself to give it; `canWrite`: whether there is anything
 * to write. A test holds this against the list of operations.
 */
export const keyResources = [
  { name: "expos", label: "Events", permissions: ["events"], canWrite: false },
  { name: "visitors", label: "Visitors", permissions: ["visitors"], canWrite: true },
  { name: "partners", label: "Partners", permissions: ["partners"], canWrite: true },
  { name: "registrationTypes", label: "Registration types", permissions: ["events"], canWrite: false },
  { name: "registrationForms", label: "Forms", permissions: ["events"], canWrite: false },
  { name: "questions", label: "Questions", permissions: ["events"], canWrite: false },
  { name: "statistics", label: "Statistics", permissions: ["organisation"], canWrite: false },
  { name: "*", label: "Everything else", permissions: ["events", "visitors", "partners"], canWrite: true },
] as const satisfies readonly { name: string; label: string; permissions: readonly Permission[]; canWrite: boolean }[];

export type Rights = Readonly<Record<string, Level>>;

/** The level a key has on a resource, no higher than there is anything to do. */
export function levelOf(rights: Rights, { name, canWrite }: { name: string; canWrite: boolean }): Level {
  const level = (Object.hasOwn(rights, name) ? rights[name] : rights["*"]) ?? "none";
  return level === "write" && !canWrite ? "read" : level;
}

/** The most that an account may give on a resource: what it may do itself. */
export function mostOf(permissions: Permissions, resource: { permissions: readonly Permission[] }): Level {
  const may = (level: "read" | "write") => resource.permissions.every((permission) => allows(permissions, `${permission}:${level}`));
  return may("write") ? "write" : may("read") ? "read" : "none";
}

/** The labels of what these rights give beyond what the account may do itself. */
export function beyond(permissions: Permissions, rights: Rights): string[] {
  return keyResources.filter((resource) => levels.indexOf(levelOf(rights, resource)) > levels.indexOf(mostOf(permissions, resource))).map(({ label }) => label);
}

export const presets: readonly { label: string; rights: Rights }[] = [
  { label: "Read everything", rights: { "*": "read" } },
  { label: "Read and write everything", rights: { "*": "write" } },
  { label: "Register visitors", rights: { "*": "none", expos: "read", visitors: "write", registrationTypes: "read", registrationForms: "read", questions: "read" } },
];

export const levels: readonly Level[] = ["none", "read", "write"];
