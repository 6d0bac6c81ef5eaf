import Link from "next/link";
import { Breakable } from "@/components/breakable";
import { wideOnly } from "@/components/data-table/table-parts";
import { UploadForm } from "@/components/import/upload-form";
import { PageHeader } from "@/components/page-header";
import { Time, zoneName } from "@/components/time";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import type { ImportState } from "@/lib/imports/import-state";
import type { Resource } from "@/lib/imports/targets";
import { listImports } from "@/lib/imports/verbs";
import { nouns, stateWords } from "@/lib/imports/words";
import { importPath, requireImporter } from "./place";

/** Where an import begins, and where those of the last days are found again. */
export async function StartPage({ resource, eventId }: { resource: Resource; eventId: string }) {
  const { ctx, event } = await requireImporter(resource, eventId);
  const imports = await listImports(ctx, { eventId, resource });
  const { one, many, Many } = nouns[resource];
  return (
    <>
      <PageHeader
        title={`Import ${many}`}
        trail={[
          { label: event.name, href: `/events/${eventId}` },
          { label: Many, href: `/events/${eventId}/${resource}` },
        ]}
        text={`Upload a file with a row for each ${one}. You then choose what its columns mean and see what would happen to every row. Nothing changes before you say so.`}
      />
      <div className="grid max-w-4xl gap-10 [&>*]:min-w-0">
        <Card className="p-6 sm:p-8">
          <UploadForm action={`${importPath({ eventId, resource })}/upload`} />
        </Card>
        {imports.length > 0 ? (
          <div>
            <h2 className="text-lg">Earlier imports</h2>
            <p className="mt-1 mb-4 text-sm text-muted-foreground">Kept for 30 days. Times are in {zoneName(event.timezone, ctx.now)}.</p>
            <Table label="Earlier imports">
              <thead>
                <tr>
                  <TableHead>File</TableHead>
                  <TableHead className={wideOnly}>State</TableHead>
                  <TableHead className={`${wideOnly} text-right`}>Rows</TableHead>
                  <TableHead className={wideOnly}>Uploaded</TableHead>
                  <TableHead className={wideOnly}>By</TableHead>
                </tr>
              </thead>
              <tbody>
                {imports.map(({ id, fileName, state, rowCount, createdAt, account }) => (
                  <tr key={id}>
                    <TableCell className="max-w-64 [overflow-wrap:anywhere] md:min-w-40">
                      <Link href={importPath({ eventId, resource, importId: id })} className="font-medium underline-offset-4 hover:underline">
                        <Breakable text={fileName} />
                      </Link>
                      <div className="mt-1.5 grid justify-items-start gap-1.5 text-xs text-muted-foreground md:hidden">
                        <Badge tone={tones[state]}>{stateWords[state]}</Badge>
                        <p>
                          <Time at={createdAt} zone={event.timezone} className="whitespace-nowrap" /> · {account?.name ?? goneAccount}
                        </p>
                      </div>
                    </TableCell>
                    <TableCell className={wideOnly}>
                      <Badge tone={tones[state]}>{stateWords[state]}</Badge>
                    </TableCell>
                    <TableCell className={`${wideOnly} text-right tabular-nums`}>{rowCount.toLocaleString("en-GB")}</TableCell>
                    <TableCell className={`${wideOnly} whitespace-nowrap`}>
                      <Time at={createdAt} zone={event.timezone} />
                    </TableCell>
                    <TableCell className={wideOnly}>{account?.name ?? goneAccount}</TableCell>
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
        ) : null}
      </div>
    </>
  );
}

const goneAccount = "An account that is gone";
const tones: Record<ImportState, Tone> = { mapping: "warning", checking: "info", checked: "warning", running: "info", done: "success", cancelled: "neutral", failed: "destructive" };
