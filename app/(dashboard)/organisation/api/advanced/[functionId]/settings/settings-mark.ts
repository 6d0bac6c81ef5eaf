import { createHash } from "node:crypto";
import type { FunctionDetails } from "@/lib/functions/schema";

/**
 * A number that changes when what the form sets does, and only then: whoever saves settings need not know that in the meantime code was
 * published, the link renewed or the function switched off.
 */
export function settingsMark(details: Omit<FunctionDetails, "draft">): bigint {
  const { name, key, apiKeyId, schedule, timeoutMs, memoryBytes, mailTo, mailAfterFailures, pauseAfterFailures, protection, signatureScheme, signatureHeader, hasSignatureSecret } = details;
  const settings = [name, key, apiKeyId, schedule, timeoutMs, memoryBytes, mailTo, mailAfterFailures, pauseAfterFailures, protection, signatureScheme, signatureHeader, hasSignatureSecret];
  return createHash("sha256").update(JSON.stringify(settings)).digest().readBigUInt64BE();
}
