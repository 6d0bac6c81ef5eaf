import { Download } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/cn";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { sentence } from "@/lib/imports/import-report";
import { fates, type FateName } from "@/lib/imports/import-state";
import type { ImportDetails, ImportRef, listImportRows } from "@/lib/imports/verbs";
import { fateWords } from "@/lib/imports/words";
import { importPath } from "./place";

export type RowsQuery = { fate?: FateName | undefined; after?: number };
type Row = Awaited<ReturnType<typeof listImportRows>>[number];

/** Which rows to show: those asked for, else what needs a look, else all. */
export function shownFate({ state, counts }: ImportDetails, { fate }: RowsQuery): FateName | undefined {
  return fate ?? (state !== "checked" && counts.refused.all > 0 ? "refused" : undefined);
}

/** The rows of the file by their fate, a page at a time, and the whole as a download. */
export function Rows({ of: ref, found, query, rows }: { of: ImportRef; found: ImportDetails; query: RowsQuery; rows: readonly Row[] }) {
  const when = found.state === "checked" ? "foreseen" : "done";
  const shown = shownFate(found, query);
  const page = rows.slice(0, PAGE_ROWS);
  const last = page.at(-1);
  const columns = found.columns.map((heading, index) => ({ heading, index })).filter(({ index }) => (found.targets[index] ?? "") !== "");
  const visible = columns.slice(0, 4);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h2 className="text-lg">Rows</h2>
        <Button asChild variant="outline" size="sm">
          <a href={`${importPath(ref)}/report${shown ? `?fate=${shown}` : ""}`} download>
            <Download aria-hidden />
            Download {shown ? `${fateWords[shown][when].toLowerCase()} rows` : "all rows"}
          </a>
        </Button>
      </div>
      <nav aria-label="Rows by result" className="flex flex-wrap gap-2">
        {fates.map((fate) => (
          <Link
            key={fate}
            href={`?fate=${fate}`}
            aria-current={shown === fate ? "page" : undefined}
            className={cn("inline-flex h-9 items-center gap-2 rounded-full border px-4 text-sm hover:bg-muted", shown === fate && "border-primary bg-primary text-primary-foreground hover:bg-primary-hover")}
          >
            {fateWords[fate][when]}
            <span className="tabular-nums">{(found.state === "checked" || fate === "refused" ? found.counts[fate].all : found.counts[fate].passed).toLocaleString("en-GB")}</span>
          </Link>
        ))}
      </nav>
      {page.length === 0 ? (
        <p className="rounded-xl border border-dashed border-border-strong px-6 py-12 text-center text-sm text-muted-foreground">There are no such rows.</p>
      ) : (
        <Table label="Rows of the file">
          <thead>
            <tr>
              <TableHead className="text-right">Line</TableHead>
              <TableHead>Result</TableHead>
              {visible.map(({ heading, index }) => (
                <TableHead key={index}>{heading}</TableHead>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.map(({ number, fate, cells, errors, recordId }) => (
              <tr key={number}>
                <TableCell className="text-right text-muted-foreground tabular-nums">{number}</TableCell>
                <TableCell className="min-w-40 sm:min-w-72">
                  {fate ? <Badge tone={tones[fate]}>{fateWords[fate][when]}</Badge> : null}
                  {errors.map((error, index) => (
                    <p key={index} className="mt-1.5 text-xs [overflow-wrap:anywhere]">
                      {sentence(error)}
                    </p>
                  ))}
                  {recordId && fate !== "create" ? (
                    <Link href={`/events/${ref.eventId}/${ref.resource}/${recordId}`} className="ml-3 text-xs underline underline-offset-4">
                      Show
                    </Link>
                  ) : null}
                </TableCell>
                {visible.map(({ index }) => (
                  <TableCell key={index} title={cells[index]} className="max-w-56 truncate">
                    {cells[index]}
                  </TableCell>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {rows.length > PAGE_ROWS || query.after ? (
        <nav aria-label="Pages of rows" className="flex gap-3">
          {query.after ? (
            <Button asChild variant="outline" size="sm">
              <Link href={`?${shown ? `fate=${shown}` : ""}`}>From the first row</Link>
            </Button>
          ) : null}
          {rows.length > PAGE_ROWS && last ? (
            <Button asChild variant="outline" size="sm">
              <Link href={`?${new URLSearchParams({ ...(shown && { fate: shown }), after: String(last.number) }).toString()}`}>Next {PAGE_ROWS} rows</Link>
            </Button>
          ) : null}
        </nav>
      ) : null}
    </div>
  );
}

const PAGE_ROWS = 50;
const tones: Record<FateName, Tone> = { create: "success", update: "info", unchanged: "neutral", refused: "destructive" };
