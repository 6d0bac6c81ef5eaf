import type { ChangedBy } from "@/lib/core/changes";

/** Who changed something, in words: a person by name, a key by its comments. */
export function whoDid({ kind, name }: ChangedBy): string {
  const first = name.split("\n")[0]?.trim();
  if (kind === "account") return first || "An account that is gone";
  if (kind === "key") return first ? `API key “${first}”` : "An API key without comments";
  if (kind === "function") return first ? `Function with the API key “${first}”` : "A function";
  return "Visit itself";
}
