import type { FunctionDetails } from "@/lib/functions/schema";

type Protected = Pick<FunctionDetails, "protection" | "signatureScheme" | "signatureHeader">;

/** A shell command that calls an endpoint function, with places where the caller's own secret goes. @param address  without a token */
export function callCommand(address: string, { protection, signatureScheme, signatureHeader }: Protected): string {
  if (protection === "link") return `curl ${json} -d '${body}' \\\n  '${address}/TOKEN'`;
  if (protection === "apiKey") return `curl -u 'API-KEY:' ${json} -d '${body}' \\\n  '${address}'`;
  if (signatureScheme === "hmac") {
    return `BODY='${body}'
SIGNATURE=$(printf %s "$BODY" | openssl dgst -sha256 -hmac 'SECRET' -r | cut -d' ' -f1)
curl ${json} -H "${signatureHeader ?? "X-Signature"}: $SIGNATURE" -d "$BODY" \\
  '${address}'`;
  }
  return `BODY='${body}' ID=msg_$RANDOM AT=$(date +%s)
KEY=$(printf %s 'SECRET' | sed 's/^whsec_//' | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
SIGNATURE=$(printf %s "$ID.$AT.$BODY" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$KEY -binary | openssl base64 -A)
curl ${json} -H "webhook-id: $ID" -H "webhook-timestamp: $AT" -H "webhook-signature: v1,$SIGNATURE" -d "$BODY" \\
  '${address}'`;
}

const body = '{"email":"ada@example.org"}';
const json = "-H 'Content-Type: application/json'";
