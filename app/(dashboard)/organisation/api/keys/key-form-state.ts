import { type FormState, untouchedForm } from "@/app/form-state";

/**
 * What the form of a key gets back.
 * @property made       of a new key, once and never again
 * @property lockedOut  addresses that used the key and that the new list would all shut out: nothing was saved, a person must say so
 */
export type KeyFormState = FormState & { isSaved?: boolean; made?: { id: string; secret: string }; lockedOut?: string[] };
export const untouchedKey: KeyFormState = untouchedForm;
