import type { Tone } from "@/components/ui/badge";

/** The look of an answer's status. */
export function toneOf(status: number): Tone {
  return status >= 500 ? "destructive" : status >= 400 ? "warning" : status >= 300 ? "info" : "success";
}
