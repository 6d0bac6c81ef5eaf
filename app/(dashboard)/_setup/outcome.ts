import { type FormState, untouchedForm } from "@/app/form-state";

/** What a form of a setup gets back. */
export type SetupState = FormState & { isSaved?: boolean };
export const untouched: SetupState = untouchedForm;

/** What a button gets back. */
export type Outcome<Value = void> = { kind: "done"; value: Value } | { kind: "refused"; message: string };
