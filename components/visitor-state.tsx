import { Badge, type Tone } from "@/components/ui/badge";
import type { RegistrationState } from "@/lib/visitors/states";

/** The registration states as people read them. */
export const stateWords: Record<RegistrationState, string> = {
  invited: "Invited",
  incomplete: "Incomplete",
  pendingConfirmation: "Pending confirmation",
  hold: "On hold",
  registered: "Registered",
  denied: "Denied",
  cancelled: "Cancelled",
  unregistered: "Unregistered",
};

/** Whether somebody came, as people read it. */
export const attendanceWords = { show: "Attended", "no-show": "Did not come" } as const;

export function StateBadge({ state }: { state: RegistrationState }) {
  return <Badge tone={tones[state]}>{stateWords[state]}</Badge>;
}

const tones: Record<RegistrationState, Tone> = {
  invited: "info",
  incomplete: "neutral",
  pendingConfirmation: "warning",
  hold: "warning",
  registered: "success",
  denied: "destructive",
  cancelled: "neutral",
  unregistered: "neutral",
};
