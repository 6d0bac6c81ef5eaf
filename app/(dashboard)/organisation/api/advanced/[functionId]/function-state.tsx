import type { FunctionDetails } from "@/lib/functions/schema";
import { kindWords } from "../function-words";
import { StateBadge } from "../state-badge";

/** What kind of function it is, and whether anything of it runs. */
export function FunctionState({ details: { kind, state, publishedVersion } }: { details: Pick<FunctionDetails, "kind" | "state" | "publishedVersion"> }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <StateBadge state={state} publishedVersion={publishedVersion} />
      <span>{kindWords[kind]}</span>
      {publishedVersion === null ? null : <span>Version {publishedVersion} {state === "active" ? "runs" : "is published"}</span>}
    </span>
  );
}
