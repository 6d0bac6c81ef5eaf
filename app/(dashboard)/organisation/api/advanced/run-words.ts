import type { Tone } from "@/components/ui/badge";
import type { RunState } from "@/lib/functions/schema";

/** How a run stands, in a word. */
export const runWords: Readonly<Record<RunState, { tone: Tone; word: string }>> = {
  waiting: { tone: "neutral", word: "Waiting" },
  running: { tone: "info", word: "Running" },
  returned: { tone: "success", word: "Succeeded" },
  threw: { tone: "destructive", word: "Error" },
  timedOut: { tone: "destructive", word: "Out of time" },
  outOfMemory: { tone: "destructive", word: "Out of memory" },
  cancelled: { tone: "neutral", word: "Cancelled" },
  died: { tone: "destructive", word: "Broke off" },
};
