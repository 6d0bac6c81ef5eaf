import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { DeleteDialog } from "@/app/(dashboard)/_setup/delete-dialog";
import { requireContext, requireEvent } from "@/app/session";
import { Live } from "@/components/live";
import { PageHeader } from "@/components/page-header";
import { TimesNote } from "@/components/time";
import { Button } from "@/components/ui/button";
import { StateBadge } from "@/components/visitor-state";
import { allows } from "@/lib/accounts/permissions";
import { visitorHistory } from "@/lib/visitors/history";
import { readQuestions } from "@/lib/visitors/visitor-page";
import { ContactFacts, fullName } from "../../_registration/contact-facts";
import { Part } from "../../_registration/facts";
import { History, historyLines } from "../../_registration/history";
import { Tombstone } from "../../_registration/tombstone";
import { removeVisitor } from "./actions";
import { loadVisitor } from "./load";
import { AnswerFacts, AttendancePart, BadgePart, RegistrationFacts } from "./parts";
import { AttendanceButton, StateMenu } from "./state-menu";

type Props = { params: Promise<{ eventId: string; visitorId: string }>; searchParams: Promise<{ history?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { eventId, visitorId } = await params;
  const visitor = await loadVisitor(eventId, visitorId);
  return { title: visitor.deleted ? "Deleted visitor" : fullName(visitor.contact) };
}

export default async function VisitorPage({ params, searchParams }: Props) {
  const [{ eventId, visitorId }, { history }] = await Promise.all([params, searchParams]);
  const ctx = await requireContext("events:read", "visitors:read");
  const lines = history === "all" ? historyLines.all : historyLines.few;
  const [event, visitor, entries, questions] = await Promise.all([
    requireEvent(eventId),
    loadVisitor(eventId, visitorId),
    visitorHistory(ctx, { expoId: eventId, visitorId }, lines),
    readQuestions(ctx, eventId),
  ]);
  const list = `/events/${eventId}/visitors`;
  const trail = [{ label: event.name, href: `/events/${eventId}` }, { label: "Visitors", href: list }];
  const more = history === "all" || entries.length < historyLines.few / 2 ? undefined : `${list}/${visitorId}?history=all`;
  const shownHistory = <History entries={entries} zone={event.timezone} more={more} />;
  if (visitor.deleted) return <Tombstone noun="visitor" record={visitor} trail={trail}>{shownHistory}</Tombstone>;

  const mayWrite = allows(ctx.account.permissions, "visitors:write");
  const ref = { eventId, visitorId, revision: String(visitor.revision) };
  const name = fullName(visitor.contact);
  return (
    <>
      <Live topics={[`visitors:${eventId}`]} since={ctx.account.organisation.revision} />
      <PageHeader
        title={name}
        trail={trail}
        text={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StateBadge state={visitor.registrationState} />
            <span>{[visitor.registrationType.name, visitor.contact.company].filter(Boolean).join(" · ")}</span>
          </span>
        }
        actions={
          mayWrite ? (
            <>
              <Button asChild>
                <Link href={`${list}/${visitorId}/edit`}>
                  <Pencil aria-hidden />
                  Edit
                </Link>
              </Button>
              <StateMenu state={visitor.registrationState} {...ref} />
              <DeleteDialog size="md" name={name} noun="visitor" text={deletion} list={list} onDelete={removeVisitor.bind(null, eventId, visitorId, ref.revision)} />
            </>
          ) : null
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid gap-5">
          <Part title="Contact">
            <ContactFacts contact={visitor.contact} />
          </Part>
          <RegistrationFacts visitor={visitor} zone={event.timezone} base={`/events/${eventId}`} />
          <AnswerFacts visitor={visitor} questions={questions} />
        </div>
        <div className="grid gap-5 lg:row-span-2">
          <BadgePart visitor={visitor} />
          <AttendancePart visitor={visitor} zone={event.timezone} action={mayWrite && visitor.registrationState === "registered" ? <AttendanceButton attended={visitor.attendanceState === "show"} {...ref} /> : null} />
          <TimesNote zone={event.timezone} at={event.start} className="mt-0 px-1" />
        </div>
        {shownHistory}
      </div>
    </>
  );
}

const deletion = "The registration and its answers go for good. If this is the last registration of the person, so does what is known of them. A tombstone tells other systems that it is gone.";
