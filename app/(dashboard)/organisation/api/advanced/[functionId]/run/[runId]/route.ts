import { followRun } from "@/lib/functions/runs";
import { noRun } from "@/lib/functions/function-row";
import type { RunProgress as Progress } from "@/lib/functions/schema";
import { answer } from "../answer";

/** What the editor shows of a run while it runs and after. Times are left out: the page counts from the run's beginning. */
export type RunProgress = Pick<Progress, "id" | "state" | "isDryRun" | "isCancelling" | "log" | "isLogTruncated" | "calls" | "cpuMs" | "wallMs" | "peakMemoryBytes" | "error" | "resultText">;

export async function GET(_: Request, { params }: { params: Promise<{ functionId: string; runId: string }> }): Promise<Response> {
  const { functionId, runId } = await params;
  return answer(async (ctx): Promise<RunProgress> => {
    const run = await followRun(ctx, runId);
    if (run.functionId !== functionId) throw noRun();
    const { id, state, isDryRun, isCancelling, log, isLogTruncated, calls, cpuMs, wallMs, peakMemoryBytes, error, resultText } = run;
    return { id, state, isDryRun, isCancelling, log, isLogTruncated, calls, cpuMs, wallMs, peakMemoryBytes, error, resultText };
  });
}
