import type { Format } from "@/lib/api/negotiate";

/** The tag of an item's state: its validator, and the format it came in. */
export function etagOf(validator: string, format: Format): string {
  return `"${validator}.${format}"`;
}

/** If-None-Match: whether the caller has this very state. The format does not count: both hold equal values. */
export function isKnown(header: string | null, validator: string): boolean {
  return header !== null && tagsOf(header).some((tag) => tag === "*" || tag === validator);
}

/**
 * If-Match, as a question to the state about to be changed: only the revision counts, not the counts beside it, so that a tag
 * built from a row of a list holds too.
 * @returns undefined without a condition
 */
export function expectation(header: string | null): ((validator: string) => boolean) | undefined {
  if (header === null || header.trim() === "") return undefined;
  const revisions = tagsOf(header).map(revisionOf);
  return (validator) => revisions.some((revision) => revision === "*" || revision === revisionOf(validator));
}

/** `W/"12.json", "13"` → `12`, `13`. No tag of ours holds a comma. */
function tagsOf(header: string): string[] {
  return header.split(",").map((tag) => tag.trim().replace(/^W\//, "").replace(/^"(.*)"$/, "$1").replace(/\.(?:json|xml)$/, "")).filter((tag) => tag !== "");
}

function revisionOf(validator: string): string {
  return validator.split("-", 1)[0] ?? validator;
}
