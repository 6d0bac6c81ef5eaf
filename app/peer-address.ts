import { clientAddress, parseRange } from "@/lib/core/addresses";
import { runtime } from "@/lib/core/runtime";

/**
 * Where a page's request came from. Our server tells it in a header that carries the runtime's nonce; without the right nonce
 * a stranger wrote it, and the address is unknown.
 */
export function peerAddress(headers: Headers): string | undefined {
  const { nonce, settings } = runtime();
  const [sentNonce, address] = (headers.get("x-visit-peer") ?? "").split(" ");
  const peer = sentNonce === nonce ? address : undefined;
  const trusted = settings.trustedProxies.flatMap((text) => parseRange(text) ?? []);
  return clientAddress(peer, headers.get("x-forwarded-for"), trusted);
}
