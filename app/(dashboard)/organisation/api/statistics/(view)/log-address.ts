import { momentText } from "@/lib/statistics/question";

type Span = {
  /** until is now, and in the log stays so */
  isLive: boolean;
  from: Date;
  until: Date;
  /** IANA name */
  zone: string;
};

/** Where the request log shows a key's errors of a span, of the statuses that the view has. Other types of calls the log does not tell apart. */
export function errorsAddress(keyId: string, types: readonly string[], span: Span): string {
  const classes = ["4xx", "5xx"].filter((status) => types.includes(`status:${status}`));
  return logAddress([["key", keyId], ...(classes.length > 0 ? classes : ["error"]).map((status): [string, string] => ["status", status])], span);
}

/** Where the request log shows what was called below a path in a span. */
export function pathAddress(path: string, span: Span): string {
  return logAddress([["path", path]], span);
}

function logAddress(filter: [name: string, value: string][], { isLive, from, until, zone }: Span): string {
  const span = [["from", momentText(zone, from)], ...(isLive ? [] : [["until", momentText(zone, until)]])]; // prettier-ignore
  return `/organisation/api/log?${new URLSearchParams([...filter, ...span]).toString()}`;
}
