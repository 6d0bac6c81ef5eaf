import { invalid, type VisitError } from "@/lib/core/errors";

/** A file that cannot be imported at all. @param description  a sentence for the person who chose it */
export function unreadable(description: string): VisitError {
  return invalid({ field: "file", error: "invalid_format", description });
}
