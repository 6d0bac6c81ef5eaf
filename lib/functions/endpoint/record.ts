import type { Call } from "@/lib/api/call";
import { recordAnswer } from "@/lib/api/record-call";
import type { Answer } from "./answer";

/**
 * What remains of a call once it is answered, as of calls of the API: a count for the organisation it is known to belong to, and its row in the
 * log. None holds what follows the function's own address, for that may be a token.
 * @returns a promise where it has to be waited for before the answer is given
 */
export function recordCall(call: Call, { status, body = "" }: Answer): Promise<void> | undefined {
  const bytes = call.request.method === "HEAD" ? 0 : Buffer.byteLength(body);
  return recordAnswer(call, { operation: "functions.call", format: "other", status, bytes });
}
