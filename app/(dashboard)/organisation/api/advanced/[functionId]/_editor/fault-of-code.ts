import { DraftInput } from "@/lib/functions/schema";

/** Why code is neither kept nor run, in a sentence. Looked at before it is sent, for what is far too long would not arrive. */
export function faultOfCode(code: string): string | undefined {
  const { error } = DraftInput.safeParse({ code });
  return error && `The code ${error.issues[0]?.message ?? "cannot be kept"}.`;
}
