import { MailOpen } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireContext } from "@/app/session";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { Time, zoneName } from "@/components/time";
import { Card } from "@/components/ui/card";
import { mayEverything } from "@/lib/accounts/permissions";
import { readOutbox } from "@/lib/core/mail-outbox";

export const metadata: Metadata = { title: "Outbox" };

/** What this Visit would have sent if it had a mail server: of the demo organisation only, for its administrators only. */
export default async function OutboxPage() {
  const ctx = await requireContext();
  const mails = mayEverything(ctx.account.permissions) ? await readOutbox(ctx) : undefined;
  if (!mails) notFound();
  const zone = ctx.account.organisation.timezone;
  return (
    <div className="max-w-3xl">
      <PageHeader title="Outbox" trail={[]} text={<>Mails of the demo that nobody sends, because this Visit has no mail server. With <code className="font-mono text-xs">SMTP_URL</code> set they go out, and this page goes away.</>} />
      {mails.length === 0 ? (
        <EmptyState Icon={MailOpen} title="No mails yet" text="One is written when an API key with a contact person is disabled, rotated or deleted, or is about to expire, and when a function keeps failing." />
      ) : (
        <>
          <ol className="grid gap-4">
            {mails.map(({ id, to, subject, text, createdAt }) => (
              <li key={id}>
                <Card className="p-5">
                  <h2 className="text-base [overflow-wrap:anywhere]">{subject}</h2>
                  <p className="mt-1 text-sm text-muted-foreground [overflow-wrap:anywhere]">
                    To {to}, <Time at={createdAt} zone={zone} />
                  </p>
                  <p className="mt-4 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</p>
                </Card>
              </li>
            ))}
          </ol>
          <p className="mt-3 text-xs text-muted-foreground">The latest 100. Times are in {zoneName(zone, ctx.now)}.</p>
        </>
      )}
    </div>
  );
}
