import { allows, type Permission, type Permissions } from "@/lib/accounts/permissions";

/**
 * Of the topics a page asks for, those the account may hear of: a topic tells that something changed, and thus that it exists.
 * @param wanted  `visitors:<event id>`, as announcements name them
 */
export function hearable(wanted: readonly string[], permissions: Permissions): string[] {
  return wanted.filter((topic) => {
    const permission = permissionOf.get(topic.split(":")[0] ?? "");
    return permission !== undefined && allows(permissions, `${permission}:read`);
  });
}

/** Whether an announcement is about one of the topics: `visitors:*` is about those of every event, `*` about everything. */
export function isAbout(announced: readonly string[], topics: readonly string[]): boolean {
  return announced.some((topic) => topic === "*" || topics.includes(topic) || (topic.endsWith(":*") && topics.some((own) => own.startsWith(topic.slice(0, -1)))) || topics.includes(`${topic.split(":")[0]}:*`));
}

const permissionOf = new Map<string, Permission>([
  ["visitors", "visitors"],
  ["partners", "partners"],
  ["functions", "functions"],
  ["runs", "functions"],
  ["calls", "organisation"],
  ...["expos", "registrationTypes", "registrationForms", "questions"].map((resource): [string, Permission] => [resource, "events"]),
]);
