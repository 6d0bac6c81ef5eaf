import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newSecret } from "../../lib/core/env.mjs";

/** What signs sessions when the operator set nothing: made once, so that a restart signs nobody out. @param {string} dataDir */
export function secretOf(dataDir) {
  return kept(join(dataDir, "secret"));
}

/** What seals secrets when the operator set nothing. Without this file they are lost: it belongs to the backup. @param {string} dataDir */
export function encryptionKeyOf(dataDir) {
  return kept(join(dataDir, "encryption-key"));
}

/** @param {string} file */
function kept(file) {
  if (!existsSync(file)) writeFileSync(file, `${newSecret()}\n`, { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}
