import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { DeleteDialog } from "@/app/(dashboard)/_setup/delete-dialog";
import { requireContext, requireEvent } from "@/app/session";
import { Live } from "@/components/live";
import { PageHeader } from "@/components/page-header";
import { TimesNote } from "@/components/time";
import { Button } from "@/components/ui/button";
import { allows } from "@/lib/accounts/permissions";
import { partnerHistory } from "@/lib/partners/history";
import { listPartnerTypes, listPeople } from "@/lib/partners/partner-page";
import { ContactFacts, fullName } from "../../_registration/contact-facts";
import { Facts, languageName, Part } from "../../_registration/facts";
import { History, historyLines } from "../../_registration/history";
import { Tags } from "../../_registration/tags";
import { Tombstone } from "../../_registration/tombstone";
import { removePartner } from "./actions";
import { loadPartner } from "./load";
import { mostPeople, PeoplePart } from "./people-part";

type Props = { params: Promise<{ eventId: string; partnerId: string }>; searchParams: Promise<{ history?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { eventId, partnerId } = await params;
  const partner = await loadPartner(eventId, partnerId);
  return { title: partner.deleted ? "Deleted partner" : partner.name };
}

export default async function PartnerPage({ params, searchParams }: Props) {
  const [{ eventId, partnerId }, { history }] = await Promise.all([params, searchParams]);
  const ctx = await requireContext("events:read", "partners:read");
  const { permissions } = ctx.account;
  const ref = { expoId: eventId, partnerId };
  const [event, partner, entries, people, types] = await Promise.all([
    requireEvent(eventId),
    loadPartner(eventId, partnerId),
    partnerHistory(ctx, ref, history === "all" ? historyLines.all : historyLines.few),
    allows(permissions, "visitors:read") ? listPeople(ctx, ref, mostPeople) : undefined,
    listPartnerTypes(ctx, eventId),
  ]);
  const base = `/events/${eventId}`;
  const trail = [{ label: event.name, href: base }, { label: "Partners", href: `${base}/partners` }];
  const more = history === "all" || entries.length < historyLines.few / 2 ? undefined : `${base}/partners/${partnerId}?history=all`;
  const shownHistory = <History entries={entries} zone={event.timezone} more={more} />;
  if (partner.deleted) return <Tombstone noun="partner" record={partner} trail={trail}>{shownHistory}</Tombstone>;

  const place = [partner.hall, partner.boothNumber && `Booth ${partner.boothNumber}`].filter(Boolean).join(", ");
  const badges = types.find(({ id }) => id === partner.registrationType.id)?.staff ?? [];
  const mayAdd = allows(permissions, "visitors:write");
  return (
    <>
      <Live topics={[`partners:${eventId}`, `visitors:${eventId}`]} since={ctx.account.organisation.revision} />
      <PageHeader
        title={partner.name}
        trail={trail}
        text={[partner.registrationType.name, place].filter(Boolean).join(" · ")}
        actions={
          allows(permissions, "partners:write") ? (
            <>
              <Button asChild>
                <Link href={`${base}/partners/${partnerId}/edit`}>
                  <Pencil aria-hidden />
                  Edit
                </Link>
              </Button>
              <DeleteDialog size="md" name={partner.name} noun="partner" text={deletion} list={`${base}/partners`} onDelete={removePartner.bind(null, eventId, partnerId, partner.validator)} />
            </>
          ) : null
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="grid min-w-0 gap-5">
          <PeoplePart role="staff" people={people} count={partner.staffCount} limit={partner.staffLimit} freeBadges={badges} base={base} partnerId={partnerId} mayAdd={mayAdd} />
          <Part title="Partner">
            <Facts
              facts={[
                ["Registration type", partner.registrationType.name],
                ["Hall", partner.hall],
                ["Booth number", partner.boothNumber],
                ["Booth size", partner.boothSize],
                ["Staff limit", partner.staffLimit === null ? "No limit" : partner.staffLimit],
                ["Reference", partner.reference],
                ["Language", languageName(partner.language)],
                ["Tags", partner.tags.length > 0 && <Tags key="tags" tags={partner.tags} />],
                ["Labels", partner.labels.length > 0 && <Tags key="labels" tags={partner.labels} />],
                ["Partner id", <code key="id" className="font-mono text-xs">{partner.id}</code>],
              ]}
            />
          </Part>
        </div>
        <div className="grid min-w-0 gap-5">
          <PeoplePart role="guest" people={people} count={partner.guestCount} base={base} partnerId={partnerId} mayAdd={mayAdd} />
          <Part title="Contact">
            {partner.contact ? (
              <>
                {partner.contact.lastName || partner.contact.firstName ? <p className="font-medium">{fullName(partner.contact)}</p> : null}
                <ContactFacts contact={partner.contact} />
              </>
            ) : (
              <p className="text-sm text-muted-foreground">Nobody speaks for this partner yet.</p>
            )}
          </Part>
        </div>
        <div className="lg:col-span-2">{shownHistory}</div>
        <TimesNote zone={event.timezone} at={event.start} className="mt-0 px-1 lg:col-span-2" />
      </div>
    </>
  );
}

const deletion = "Its profile goes for good; its staff and guests stay registered, but no longer belong to it. A tombstone tells other systems that it is gone.";
