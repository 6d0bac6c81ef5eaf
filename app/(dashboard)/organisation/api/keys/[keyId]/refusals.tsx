import { ShieldCheck } from "lucide-react";
import { Time } from "@/components/time";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import type { NotedRefusal } from "@/lib/api-keys/key-activity";
import { refusalWords } from "./refusal-words";

/** The caller was told no more than that a valid key is needed; here is why. */
export function Refusals({ refusals, zone }: { refusals: readonly NotedRefusal[]; zone: string }) {
  return (
    <section aria-label="Why was it refused?" className="grid gap-4">
      <div className="grid gap-1">
        <h2 className="text-lg">Why was it refused?</h2>
        <p className="text-sm text-muted-foreground">The last 50 requests that this key was refused. They appear within a few seconds; programs are never told the reason.</p>
      </div>
      {refusals.length === 0 ? (
        <p className="flex items-center gap-2 rounded-xl border border-dashed border-border-strong px-5 py-6 text-sm text-muted-foreground">
          <ShieldCheck aria-hidden className="size-4.5" />
          It was never refused.
        </p>
      ) : (
        <div className="max-h-96 overflow-y-auto rounded-md">
          <Table label="Refused requests" className="md:min-w-[40rem]">
            <thead>
              <tr>
                <TableHead>Time</TableHead>
                <TableHead className={wide}>Address</TableHead>
                <TableHead className={wide}>Request</TableHead>
                <TableHead>Reason</TableHead>
              </tr>
            </thead>
            <tbody>
              {refusals.map(({ id, at, address, method, path, reason }) => (
                <tr key={id}>
                  <TableCell className="whitespace-nowrap">
                    <Time at={at} zone={zone} show="second" />
                    <span className="block font-mono text-xs text-muted-foreground md:hidden">{address ?? "unknown"}</span>
                  </TableCell>
                  <TableCell className={`${wide} font-mono text-xs`}>{address ?? "unknown"}</TableCell>
                  <TableCell className={`${wide} max-w-72 font-mono text-xs [overflow-wrap:anywhere]`}>
                    {method} {path}
                  </TableCell>
                  <TableCell>
                    {refusalWords[reason] ?? reason}
                    <span className="mt-1 block font-mono text-xs [overflow-wrap:anywhere] text-muted-foreground md:hidden">
                      {method} {path}
                    </span>
                  </TableCell>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </section>
  );
}

/** Columns that a narrow screen has no room for; the others' cells say what is in them. */
const wide = "hidden md:table-cell";
