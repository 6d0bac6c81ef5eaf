import { type FormState, untouchedForm } from "@/app/form-state";
import type { Values } from "./values";

/** What a form was made from: its values then, and what the record's validator was. */
export type Base = { was: Values; revision: string };
/** Something that changed while the form was open. `yours`: what was typed, where that is something else still. */
export type Meanwhile = { label: string; before: string; now: string; yours?: string };

/** What the form of a visitor or partner gets back. After a lost race `base` is the newer state, and `values` what was typed merged into it. */
export type SaveState = FormState & { base?: Base; meanwhile?: { by: string; changes: readonly Meanwhile[] } };
export const untouched: SaveState = untouchedForm;
export type SaveAction = (state: SaveState, form: FormData) => Promise<SaveState>;
