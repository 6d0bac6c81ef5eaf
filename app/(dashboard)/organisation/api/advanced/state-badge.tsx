import { Badge, type Tone } from "@/components/ui/badge";
import type { FunctionRow, FunctionState } from "@/lib/functions/schema";

/** Whether anything of a function runs. */
export function StateBadge({ state, publishedVersion }: Pick<FunctionRow, "state" | "publishedVersion">) {
  const [tone, word] = publishedVersion === null ? (["neutral", "Not published"] as const) : words[state];
  return <Badge tone={tone}>{word}</Badge>;
}

const words: Record<FunctionState, readonly [Tone, string]> = { active: ["success", "Active"], paused: ["warning", "Paused"], disabled: ["neutral", "Disabled"] };
