/**
 * mapping: columns are being given their meaning · checking: the dry run · checked: each row's fate is known, nothing changed yet ·
 * running · done · cancelled and failed: stopped on the way, what was done stays, the rest can be carried on with.
 */
export const importStates = ["mapping", "checking", "checked", "running", "done", "cancelled", "failed"] as const;
export type ImportState = (typeof importStates)[number];

export const fates = ["create", "update", "unchanged", "refused"] as const;
export type FateName = (typeof fates)[number];

/** Somebody is at work on it, or ought to be. */
export function isBusy(state: ImportState): boolean {
  return state === "checking" || state === "running";
}
