import { z } from "zod";
import { invalid } from "./errors";
import { Tags } from "./wire-schema";

/** One tag as somebody types it. */
export const Tag = z.string().trim().min(1, "is required").max(100);

/** All tags of a record once one was added or removed; undefined when that changes nothing. @throws validation_failed  when it has too many */
export function tagAfter({ kind, tag }: { kind: "addTag" | "removeTag"; tag: string }, tags: readonly string[]): string[] | undefined {
  if (tags.includes(tag) === (kind === "addTag")) return undefined;
  const after = kind === "addTag" ? [...tags, tag] : tags.filter((one) => one !== tag);
  if (!Tags.safeParse(after).success) throw invalid({ field: "tags", error: "too_many", description: "are a hundred already, which is the most" });
  return after;
}
