import type { ReactNode } from "react";
import { CopyButton } from "@/components/copy-button";
import { formatTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { LoggedCall } from "@/lib/statistics/schema";
import { duration, formatWords, size } from "../statistics/words";
import { skippedWords } from "./skipped-words";
import { toneOf } from "./status-tone";

/** All that is known of one call. */
export function CallFacts({ call, zone }: { call: LoggedCall; zone: string }) {
  const facts: [name: string, value: ReactNode][] = [
    ["Time", formatTime(call.at, zone, "second")],
    ["Status", <Badge key="status" tone={toneOf(call.status)}>{call.status}</Badge>], // prettier-ignore
    ["Call", <code key="call" className="font-mono text-xs">{call.method} {call.path}</code>], // prettier-ignore
    ["Operation", call.operation],
    ["Format", formatWords(call.format) || "another"],
    ["API key", call.keyLabel ?? "none was recognised"],
    ["Called", call.origin === "function" ? "by a function" : "from outside"],
    ["IP address", call.address ?? "unknown"],
    ["Duration", duration(call.durationMs)],
    ["Answer", size(call.bytes)],
  ];
  if (call.skipped > 0) facts.push(["Before it", skippedWords(call.skipped)]);
  return (
    <Card className="grid gap-5 p-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg">Request</h2>
        <code className="font-mono text-xs [overflow-wrap:anywhere]">{call.requestId}</code>
        <CopyButton text={call.requestId} className="hover:bg-muted" />
      </div>
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
        {facts.map(([name, value]) => (
          <div key={name} className="grid grid-cols-[6rem_minmax(0,1fr)] gap-4">
            <dt className="text-muted-foreground">{name}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-xs text-muted-foreground">Bodies, queries and secrets are never kept.</p>
    </Card>
  );
}
