import { Database } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { allows } from "@/lib/accounts/permissions";
import { maxStateBytes } from "@/lib/functions/schema";
import { listStored } from "@/lib/functions/stored";
import { byteWords } from "../../function-words";
import { loadFunction } from "../load";
import { ValueDialog } from "./value-dialog";
import { ValueList } from "./value-list";

export const metadata: Metadata = { title: "State" };

export default async function StatePage({ params }: { params: Promise<{ functionId: string }> }) {
  const { ctx, details } = await loadFunction((await params).functionId);
  const values = await listStored(ctx, details.id);
  const zone = ctx.account.organisation.timezone;
  const mayWrite = allows(ctx.account.permissions, "functions:write");
  const usedBytes = values.reduce((sum, { bytes }) => sum + bytes, 0);
  const add = mayWrite ? <ValueDialog functionId={details.id} mayWrite button={{ text: "+ Add", ...(values.length > 0 && { variant: "outline", size: "sm" }) }} /> : null;
  return (
    <div className="grid gap-6">
      {values.length === 0 ? (
        <EmptyState Icon={Database} title="Nothing is remembered" text="What the code sets with state.set(name, value) is kept here until the next run: most often how far it has come, so that the next run goes on there. It is kept only when the run succeeds.">
          {add}
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
            <p className="max-w-prose text-sm text-muted-foreground">What the function remembers from one run to the next, encrypted. {byteWords(usedBytes)} of {maxStateBytes / 1024} KiB are used.</p>
            {add}
          </div>
          <ValueList functionId={details.id} values={values} zone={zone} mayWrite={mayWrite} />
        </>
      )}
    </div>
  );
}
