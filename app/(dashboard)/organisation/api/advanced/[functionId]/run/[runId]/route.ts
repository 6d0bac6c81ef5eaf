import { findContext } from "@/app/session";
import { isVisitError } from "@/lib/core/errors";
import { getRun } from "@/lib/functions/runs";
import type { RunDetails } from "@/lib/functions/schema";

/** What the editor shows of a run while it runs and after. Times are left out: the page counts from the run's beginning. */
export type RunProgress = Pick<RunDetails, "id" | "state" | "isDryRun" | "isCancelling" | "log" | "isLogTruncated" | "calls" | "cpuMs" | "wallMs" | "peakMemoryBytes" | "error" | "resultText" | "eventText">;

export async function GET(_: Request, { params }: { params: Promise<{ functionId: string; runId: string }> }): Promise<Response> {
  const ctx = await findContext("functions:read");
  if (!ctx) return new Response(null, { status: 404 });
  const { functionId, runId } = await params;
  try {
    const run = await getRun(ctx, runId);
    if (run.functionId !== functionId) return new Response(null, { status: 404 });
    const { id, state, isDryRun, isCancelling, log, isLogTruncated, calls, cpuMs, wallMs, peakMemoryBytes, error, resultText, eventText } = run;
    const progress: RunProgress = { id, state, isDryRun, isCancelling, log, isLogTruncated, calls, cpuMs, wallMs, peakMemoryBytes, error, resultText, eventText };
    return Response.json(progress, { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    if (isVisitError(error) && error.code === "not_found") return new Response(null, { status: 404 });
    throw error;
  }
}
