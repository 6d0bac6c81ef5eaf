import { getRunEvent } from "@/lib/functions/runs";
import { maxWrittenEventBytes } from "@/lib/functions/schema";
import { answer } from "../../answer";

/** What a run was called with, for the editor. `text`: JSON; absent when it is too long to be edited. */
export type RecordedEvent = { bytes: number; text?: string };

export async function GET(_: Request, { params }: { params: Promise<{ functionId: string; runId: string }> }): Promise<Response> {
  const { functionId, runId } = await params;
  return answer(async (ctx): Promise<RecordedEvent> => {
    const text = await getRunEvent(ctx, functionId, runId);
    const bytes = Buffer.byteLength(text);
    return bytes > maxWrittenEventBytes ? { bytes } : { bytes, text };
  });
}
