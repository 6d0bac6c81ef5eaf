import { ignore, type Context } from "./context";
import type { FieldError } from "./errors";
import type { SentReference } from "./wire-schema";

/** What a body can point to. */
export type Candidate = { id: string; reference: string | null; name: string };
/** The one member of a sent reference that counts: the id, else the reference, else the name. */
export type Pointer = { by: keyof Candidate; value: string };

/** What a sent reference points by; undefined when it holds nothing. What stands beside it is ignored, and the caller is told. */
export function pointerOf(ctx: Context, field: string, sent: SentReference): Pointer | undefined {
  if (typeof sent === "string") return sent === "" ? undefined : { by: "id", value: sent };
  const present = (["id", "reference", "name"] as const).filter((by) => sent[by]);
  const [by, ...beside] = present;
  for (const member of beside) ignore(ctx, `${field}.${member}`);
  return by && { by, value: sent[by] ?? "" };
}

/**
 * The one candidate pointed to.
 * @param candidates  everything the field may point to, or all that match the pointer
 * @param faults      gets an entry when there is none, or more than one; then the result is undefined
 */
export function pick<C extends Candidate>(field: string, pointer: Pointer | undefined, candidates: readonly C[], faults: FieldError[]): C | undefined {
  if (!pointer) {
    faults.push({ field, error: "required", description: "must hold an id, a reference or a name" });
    return undefined;
  }
  const { by, value } = pointer;
  const hits = candidates.filter((candidate) => candidate[by] === value);
  if (hits.length === 1) return hits[0];
  const told = `${by} ${JSON.stringify(value.slice(0, 100))}`;
  const description = hits.length === 0 ? `points to nothing in this expo: there is none with the ${told}` : `is not unique: ${hits.length} have the ${told}, use an id`;
  faults.push({ field, error: "invalid_value", description });
  return undefined;
}
