import { exhibitors } from "@/lib/functions/templates/exhibitors";
import { registrationsIn } from "@/lib/functions/templates/registrations-in";
import { webhookReceiver } from "@/lib/functions/templates/webhook-receiver";

/**
 * A call that shows how a function is called, in a shell's words.
 * @property body     what is sent, without single quotes; absent: it is called with GET
 * @property before   lines that make of $BODY what a header needs
 */
export type SampleCall = { body?: string; before?: readonly string[]; header?: string };

/** A call that suits an endpoint function's code: its template's as long as nobody changed it, else by whether it seems to want to be sent anything. */
export function sampleCallOf(code: string): SampleCall {
  const known = samples.find(([template]) => template.code === code);
  if (known) return known[1];
  const methods = [...code.matchAll(/\bmethod\s*[!=]==?\s*["'`](\w+)["'`]/g)].map(([, method]) => method);
  const isRead = methods.includes("GET") || !/\b(?:body|text)\b(?!\s*:)/.test(code);
  return isRead && !methods.includes("POST") ? {} : { body: '{"email":"ada@example.org"}' };
}

const samples = [
  [exhibitors, {}],
  [registrationsIn, { body: '{"reference":"shop-20418","email":"ada@example.org","firstName":"Ada","lastName":"Lovelace"}' }],
  [
    webhookReceiver,
    {
      body: '{"id":"evt_1","type":"payment.succeeded","data":{"reference":"shop-20418"}}',
      before: ["SENT=$(date +%s)", `PROOF=$(printf %s "$SENT.$BODY" | openssl dgst -sha256 -hmac 'THE-WEBHOOK-SECRET' -r | cut -d' ' -f1)`],
      header: "X-Signature: t=$SENT,v1=$PROOF",
    },
  ],
] as const satisfies readonly (readonly [{ code: string }, SampleCall])[];
