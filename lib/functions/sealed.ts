import { seal, SealError, unsealText } from "@/lib/core/secrets";

/** What of functions lies sealed in the database, and whose it is: a text copied into another row opens nothing there. */
export const purposes = {
  event: (runId: string) => `run event:${runId}`,
  result: (runId: string) => `run result:${runId}`,
  secret: (functionId: string, name: string) => `function secret:${functionId}:${name}`,
  state: (functionId: string, key: string) => `function state:${functionId}:${key}`,
  signature: (functionId: string) => `function signature:${functionId}`,
};

export { seal, unsealText };

/** For pages: null when there is nothing, or its key is gone. */
export function readable(sealed: string | null, purpose: string): string | null {
  if (sealed === null) return null;
  try {
    return unsealText(sealed, purpose);
  } catch (error) {
    if (error instanceof Error && error.name === SealError.name) return null;
    throw error;
  }
}
