import Link from "next/link";
import type { ReactNode } from "react";
import { untouchedForm } from "@/app/form-state";
import { missing } from "@/app/session";
import { MappingForm } from "@/components/import/mapping-form";
import { Progress } from "@/components/import/progress";
import { Refresh } from "@/components/import/refresh";
import { SubmitButton } from "@/components/import/submit-button";
import { PageHeader } from "@/components/page-header";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { isBusy } from "@/lib/imports/import-state";
import { type Resource } from "@/lib/imports/targets";
import { getImport, type ImportDetails, type ImportRef, listImportRows, listTargets } from "@/lib/imports/verbs";
import { nouns } from "@/lib/imports/words";
import { checkFile, discardFile, runFile, stopFile } from "./actions";
import { importPath, requireImporter } from "./place";
import { Rows, type RowsQuery, shownFate } from "./rows";

export type ImportPageProps = { resource: Resource; eventId: string; importId: string; query: RowsQuery & { columns?: string } };
type Shown = { ref: ImportRef; found: ImportDetails };

/** One import: first its columns, then what would happen, then what happened. */
export async function ImportPage({ resource, eventId, importId, query }: ImportPageProps) {
  const { ctx, event } = await requireImporter(resource, eventId);
  const ref = { resource, eventId, importId };
  const found = await getImport(ctx, ref).catch(missing);
  const isMapping = found.state === "mapping" || (found.state === "checked" && query.columns !== undefined);
  const { many, Many } = nouns[resource];
  const rows = found.rowCount === 1 ? "1 row" : `${found.rowCount.toLocaleString("en-GB")} rows`;
  return (
    <>
      <PageHeader
        title={found.fileName}
        trail={[
          { label: event.name, href: `/events/${eventId}` },
          { label: Many, href: `/events/${eventId}/${resource}` },
          { label: `Import ${many}`, href: importPath({ resource, eventId }) },
        ]}
        text={`${rows}, read as ${found.format}.`}
        actions={isBusy(found.state) ? null : <Discard of={ref} isOver={found.state === "done"} />}
      />
      <div className="grid gap-8">
        {found.message ? <Alert tone="destructive">{found.message}</Alert> : null}
        {isMapping ? await mapping({ ref, found }, ctx) : <Outcome of={{ ref, found }} />}
        {isMapping || found.state === "checking" ? null : <Rows of={ref} found={found} query={query} rows={await listImportRows(ctx, ref, { fate: shownFate(found, query), after: query.after, limit: 51 })} />}
      </div>
    </>
  );

  async function mapping({ ref, found }: Shown, ctx: Parameters<typeof listTargets>[0]): Promise<ReactNode> {
    const [targets, first] = await Promise.all([listTargets(ctx, ref), listImportRows(ctx, ref, { limit: 20 })]);
    const columns = found.columns.map((heading, index) => {
      const filled = first.map(({ cells }) => cells[index] ?? "").filter((cell) => cell.trim() !== "");
      return { heading, samples: [...new Set(filled)].slice(0, 3), target: found.targets[index] ?? "" };
    });
    return (
      <MappingForm
        columns={columns}
        targets={targets.map(({ key, label, group }) => ({ key, label, group }))}
        many={many}
        untouched={untouchedForm}
        action={checkFile.bind(null, ref)}
      />
    );
  }
}

/** Where it stands, and what can be done about it. */
function Outcome({ of: { ref, found } }: { of: Shown }) {
  const { state, counts, rowCount } = found;
  const toDo = counts.create.all + counts.update.all;
  if (isBusy(state)) {
    return (
      <Card className="grid gap-6 p-6 sm:p-8">
        <Progress label={state === "checking" ? "Checking every row" : "Importing"} done={counts.passed} all={rowCount} />
        <p className="max-w-prose text-sm text-muted-foreground">You may leave this page: it goes on, and you will find it under Import.</p>
        <form action={stopFile.bind(null, ref)}>
          <SubmitButton variant="outline">{found.isCancelling ? "Stopping" : "Stop"}</SubmitButton>
        </form>
        <Refresh everyMs={1000} />
      </Card>
    );
  }
  if (state === "checked") {
    return (
      <Panel text={`Nothing has changed yet. ${toDo === 0 ? "There is nothing to import: no row would add or change anything." : `${label(toDo)} would be imported; refused rows are left out.`}`}>
        {toDo > 0 ? (
          <form action={runFile.bind(null, ref)}>
            <SubmitButton>Import {label(toDo)}</SubmitButton>
          </form>
        ) : null}
        <Button asChild variant="outline">
          <Link href="?columns">Change the columns</Link>
        </Button>
      </Panel>
    );
  }
  if (state === "done") {
    const { refused } = counts;
    return (
      <Panel tone={refused.all > 0 ? "info" : "success"} text={`Imported.${refused.all > 0 ? ` ${label(refused.all)} ${refused.all === 1 ? "was" : "were"} refused: download them, put them right and upload them again.` : ""}`}>
        <Button asChild variant={refused.all > 0 ? "outline" : "primary"}>
          <Link href={`/events/${ref.eventId}/${ref.resource}`}>Show the {nouns[ref.resource].many}</Link>
        </Button>
      </Panel>
    );
  }
  return (
    <Panel tone="info" text={`Stopped after ${label(counts.passed)} of ${rowCount.toLocaleString("en-GB")}. What was imported stays.`}>
      <form action={runFile.bind(null, ref)}>
        <SubmitButton>Carry on</SubmitButton>
      </form>
    </Panel>
  );
}

function Panel({ text, tone = "info", children }: { text: string; tone?: "info" | "success"; children: ReactNode }) {
  return (
    <div className="grid gap-5">
      <Alert tone={tone}>{text}</Alert>
      <div className="flex flex-wrap gap-3">{children}</div>
    </div>
  );
}

/** Forgets the file. Who was imported stays, and the button says which of the two is at stake. */
function Discard({ of: ref, isOver }: { of: ImportRef; isOver: boolean }) {
  return (
    <form action={discardFile.bind(null, ref)}>
      <SubmitButton variant="outline">{isOver ? "Remove from the list" : "Discard the file"}</SubmitButton>
    </form>
  );
}

function label(count: number): string {
  return count === 1 ? "1 row" : `${count.toLocaleString("en-GB")} rows`;
}
