import { type FormState, untouchedForm } from "@/app/form-state";

/** A link that was just made, and whose it is. It is shown once: only its fingerprint is kept. */
export type MadeLink = { name: string; link: string };

/** What the form of a new account gets back. */
export type AccountFormState = FormState & { made?: MadeLink };
export const untouchedAccount: AccountFormState = untouchedForm;
