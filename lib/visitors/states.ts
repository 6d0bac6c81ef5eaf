import { conflict } from "@/lib/core/errors";

export const registrationStates = ["invited", "incomplete", "pendingConfirmation", "hold", "registered", "denied", "cancelled", "unregistered"] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** Source: contract, visitor. */
const allowed: Record<RegistrationState, readonly RegistrationState[]> = {
  invited: ["incomplete", "pendingConfirmation", "registered", "cancelled"],
  incomplete: ["pendingConfirmation", "registered", "cancelled"],
  pendingConfirmation: ["hold", "registered", "denied", "cancelled"],
  hold: ["registered", "denied", "cancelled"],
  registered: ["cancelled", "unregistered"],
  denied: ["hold", "registered"],
  cancelled: ["invited", "registered"],
  unregistered: ["invited", "registered"],
};

/** The states that may follow. */
export function statesAfter(from: RegistrationState): readonly RegistrationState[] {
  return allowed[from];
}

/** The same state again is no change. @throws conflict  naming the states that may follow */
export function checkStateChange(from: RegistrationState, to: RegistrationState): void {
  if (from === to || allowed[from].includes(to)) return;
  throw conflict(`A visitor who is ${from} cannot become ${to}; what may follow is ${allowed[from].join(", ")}.`);
}

/** Only who is registered may take part. @throws conflict */
export function checkAttendance(state: RegistrationState, sent: { attendanceState?: string | undefined }): void {
  if (sent.attendanceState !== "show" || state === "registered") return;
  throw conflict(`A visitor who is ${state} cannot be marked as show; only who is registered may take part.`);
}

/** States in which a visitor takes up a place among a partner's staff or guests. */
export const occupyingStates: RegistrationState[] = ["invited", "incomplete", "pendingConfirmation", "hold", "registered"];
