import { z } from "zod";
import { checkOutbound, outbound, OutboundError, type OutboundRequest } from "@/lib/core/outbound";
import type { Behind, Capability } from "./door";
import { doorError } from "./door-error";

const Asked = z.object({
  url: z.string(),
  method: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.base64().optional(),
  redirect: z.enum(["follow", "manual", "error"]).default("follow"),
});

/**
 * `fetch`: through the one egress. A request that carries a secret goes where that secret may be sent and nowhere else, redirects
 * included. In a dry run what does not only read is judged and noted, and answered with an empty object.
 */
export function callOutside({ run, record, secrets }: Behind): Capability {
  return async (argument, signal) => {
    const parsed = Asked.safeParse(JSON.parse(argument));
    if (!parsed.success) throw doorError("TypeError", "This is no request.");
    const { url, method, headers, redirect } = parsed.data;
    const body = parsed.data.body === undefined ? undefined : Buffer.from(parsed.data.body, "base64");
    const startedAt = record.elapsedMs();
    const isDry = run.isDryRun && !/^(?:get|head|options)$/i.test(method);
    const call = { door: "fetch" as const, method, target: withoutQuery(url), isDry, ...(isDry && body && { body: body.toString() }) };
    try {
      const allowedHosts = secrets.hostsFor(textsOf(url, headers, body));
      const request: OutboundRequest = { url, method, headers, redirect, ...(body && { body }) };
      const options = { signal, owner: run.organisationId, ...(allowedHosts && { allowedHosts }) };
      if (isDry) {
        await checkOutbound(request, options);
        record.addCall({ ...call, status: null }, startedAt);
        return JSON.stringify({ status: 200, statusText: "OK", url, headers: [["content-type", "application/json"], ["visit-dry-run", "true"]], body: Buffer.from("{}").toString("base64"), redirected: false });
      }
      const { status, statusText, url: finalUrl, headers: received, redirected, body: answered } = await outbound(request, options);
      record.addCall({ ...call, status }, startedAt);
      return JSON.stringify({ status, statusText, url: finalUrl, headers: received, body: Buffer.from(answered).toString("base64"), redirected });
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      const { code, message } = error;
      record.addCall({ ...call, status: null, isDry: false, error: message }, startedAt);
      throw doorError("TypeError", message, { code });
    }
  };
}

/** Where a secret may hide in a request, each as it is and decoded. */
function textsOf(url: string, headers: readonly (readonly [string, string])[], body: Buffer | undefined): string[] {
  const credentials = headers.filter(([name]) => /^(?:proxy-)?authorization$/i.test(name)).map(([, value]) => Buffer.from(value.replace(/^\S+\s+/, ""), "base64").toString());
  return [url, decoded(url), ...headers.map(([, value]) => value), ...credentials, ...(body ? [body.toString(), decoded(body.toString())] : [])];
}

function decoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll("%", ""), "hex").toString());
}

/** Queries of other services often hold their keys. */
function withoutQuery(url: string): string {
  if (!URL.canParse(url)) return url.split(/[?#]/, 1)[0] ?? "";
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
