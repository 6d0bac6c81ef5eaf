import type { FunctionDetails } from "@/lib/functions/schema";
import type { SampleCall } from "./sample-call";

export type Protected = Pick<FunctionDetails, "protection" | "signatureScheme" | "signatureHeader">;

/** Shell commands that call an endpoint function, with places where the caller's own secret goes. @param address  of a link with its token */
export function callCommand(address: string, shown: Protected, { body, before = [], header }: SampleCall): string {
  const { lines, flags } = proofOf(shown);
  const isSigned = lines.length > 0 || before.length > 0;
  const send = body === undefined ? [] : [`-H 'Content-Type: application/json'`, isSigned ? `-d "$BODY"` : `-d '${body}'`];
  const said = [...flags, ...(header === undefined ? [] : [`-H "${header}"`]), ...send];
  const curl = said.length > 0 ? `curl ${said.join(" ")} \\\n  '${address}'` : `curl '${address}'`;
  return [...(isSigned ? [`BODY='${body ?? ""}'`] : []), ...before, ...lines, curl].join("\n");
}

/** The same to be typed as one line. */
export function onOneLine(command: string): string {
  return command.replaceAll(" \\\n  ", " ").replaceAll("\n", "; ");
}

/** What shows who calls: lines that make it of $BODY, and what curl is told. Plain sh has no $RANDOM. */
function proofOf({ protection, signatureScheme, signatureHeader }: Protected): { lines: string[]; flags: string[] } {
  if (protection === "link") return { lines: [], flags: [] };
  if (protection === "apiKey") return { lines: [], flags: ["-u 'API-KEY:'"] };
  if (signatureScheme === "hmac") {
    return { lines: [`SIGNATURE=$(printf %s "$BODY" | openssl dgst -sha256 -hmac 'SECRET' -r | cut -d' ' -f1)`], flags: [`-H "${signatureHeader ?? "X-Signature"}: $SIGNATURE"`] };
  }
  return {
    lines: [
      "ID=msg_$(openssl rand -hex 12) AT=$(date +%s)",
      "KEY=$(printf %s 'SECRET' | sed 's/^whsec_//' | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')",
      `SIGNATURE=$(printf %s "$ID.$AT.$BODY" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$KEY -binary | openssl base64 -A)`,
    ],
    flags: [`-H "webhook-id: $ID"`, `-H "webhook-timestamp: $AT"`, `-H "webhook-signature: v1,$SIGNATURE"`],
  };
}
