import { runtime } from "@/lib/core/runtime";

/** Who watches a function, or one of its runs, looks again. Revisions have no part in it: what concerns functions is in no feed. */
export function tell(organisationId: string, ...topics: (`functions:${string}` | `runs:${string}`)[]): void {
  runtime().database.announcer.say(organisationId, 0n, topics);
}
