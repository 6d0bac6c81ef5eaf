import type { KeyRow } from "@/lib/api-keys/verbs";

/** Who used a key last: `from 192.0.2.7`. A function's calls come from no address. */
export function usedFrom({ lastUsedAddress, isUsableByFunctions }: Pick<KeyRow, "lastUsedAddress" | "isUsableByFunctions">): string {
  if (lastUsedAddress) return `from ${lastUsedAddress}`;
  return isUsableByFunctions ? "by a function" : "from an unknown address";
}
