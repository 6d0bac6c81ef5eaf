import { ends, hashSecret } from "@/lib/api-keys/secret";
import type { Row } from "./copy";

/** The rows of a key that may read and write everything, known by this secret. */
export function apiKeyRows(id: string, organisationId: string, secret: string, more: { comments?: string; createdById?: string; limits?: object; isUsableByFunctions?: boolean } = {}): [table: string, rows: Row[]][] {
  const { first, last } = ends(secret);
  const { comments = "", createdById = null, limits = {}, isUsableByFunctions = false } = more;
  return [
    ["api_key", [{ id, organisationId, comments, rights: JSON.stringify({ "*": "write" }), limits: JSON.stringify(limits), isUsableByFunctions, createdById }]],
    ["api_key_secret", [{ hash: hashSecret(secret), apiKeyId: id, firstCharacters: first, lastCharacters: last }]],
  ];
}
