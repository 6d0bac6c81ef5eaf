import { Badge, type Tone } from "@/components/ui/badge";
import type { FunctionDetails } from "@/lib/functions/schema";

/** What kind of function it is, and whether anything of it runs. */
export function FunctionState({ details: { kind, state, publishedVersion } }: { details: Pick<FunctionDetails, "kind" | "state" | "publishedVersion"> }) {
  const [tone, word] = publishedVersion === null ? (["neutral", "Not published"] as const) : words[state];
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Badge tone={tone}>{word}</Badge>
      <span>{kind === "task" ? "Background task" : "Endpoint function"}</span>
      {publishedVersion === null ? null : <span>Version {publishedVersion} runs</span>}
    </span>
  );
}

const words: Record<FunctionDetails["state"], readonly [Tone, string]> = { active: ["success", "Active"], paused: ["warning", "Paused"], disabled: ["neutral", "Disabled"] };
