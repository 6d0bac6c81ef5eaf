import { referenceOf } from "@/lib/api/reference";
import { operations } from "@/lib/api/registry";
import { part } from "@/lib/core/runtime";

/** The reference's text, made once per process: schemas are walked and examples written, which takes a moment. */
export const reference = part("reference", () => ({ resources: referenceOf(operations) }));
