import { Badge, type Tone } from "@/components/ui/badge";
import type { KeyState } from "@/lib/api-keys/verbs";

export function KeyStateBadge({ state }: { state: KeyState }) {
  return <Badge tone={tones[state]}>{state}</Badge>;
}

const tones: Readonly<Record<KeyState, Tone>> = { Active: "success", Disabled: "neutral", Expired: "warning" };
