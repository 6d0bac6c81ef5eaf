import Link from "next/link";
import type { ReactNode } from "react";
import type { z } from "zod";
import { CopyButton } from "@/components/copy-button";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { attendanceWords, StateBadge, stateWords } from "@/components/visitor-state";
import { plainName, type Offer } from "@/lib/visitors/offer";
import type { Visitor } from "@/lib/visitors/schema";
import { Facts, languageName, Part, type Fact } from "../../_registration/facts";
import { QrCode } from "../../_registration/qr-code";
import { Tags } from "../../_registration/tags";

type VisitorValue = z.output<typeof Visitor>;

export function RegistrationFacts({ visitor, zone, base }: { visitor: VisitorValue; zone: string; base: string }) {
  const { registrationState, registrationType, form, partner, method, reference, language, actionCode, tags, labels, registerTime, visitTime, documents, id } = visitor;
  const facts: Fact[] = [
    ["State", <StateBadge key="state" state={registrationState} />],
    ["Registration type", registrationType.name],
    ["Form", form.name],
    ["Partner", partner && <PartnerLink key="partner" partner={partner} base={base} />],
    ["Registered at", registerTime && <Time key="registered" at={registerTime} zone={zone} />],
    ["Registered by way of", method && methodWords[method]],
    ["Visit", visitTime && <Time key="visit" at={visitTime} zone={zone} />],
    ["Reference", reference],
    ["Action code", actionCode],
    ["Language", languageName(language)],
    ["Tags", tags.length > 0 && <Tags key="tags" tags={tags} />],
    ["Labels", labels.length > 0 && <Tags key="labels" tags={labels} />],
    ...documents.map(({ type, uploaded }): Fact => [type, <Time key={type} at={uploaded} zone={zone} />]),
    ["Visitor id", <code key="id" className="font-mono text-xs">{id}</code>],
  ];
  return (
    <Part title="Registration">
      <Facts facts={facts} />
    </Part>
  );
}

function PartnerLink({ partner: { id, name, role }, base }: { partner: NonNullable<VisitorValue["partner"]>; base: string }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Link href={`${base}/partners/${id}`} className="rounded-sm text-primary underline decoration-border-strong underline-offset-4 hover:decoration-current">
        {name}
      </Link>
      <Badge>{role === "staff" ? "Staff" : "Guest"}</Badge>
    </span>
  );
}

/** In the form's order, each under the question's name. */
export function AnswerFacts({ visitor, questions }: { visitor: VisitorValue; questions: Offer["questions"] }) {
  const facts = visitor.answers.map(({ questionId, question, values }): Fact => {
    const known = questions.find(({ id }) => id === questionId);
    return [known ? plainName(known) : question, values.map(({ text }) => text).join("\n")];
  });
  return (
    <Part title="Answers">
      <Facts facts={facts} empty="No question has been answered." />
    </Part>
  );
}

export function BadgePart({ visitor: { badge, registrationState, contact } }: { visitor: VisitorValue }) {
  if (registrationState !== "registered" || !badge?.code) {
    return (
      <Part title="Badge">
        <p className="text-sm text-muted-foreground">Only who is registered has a badge. This visitor is: {stateWords[registrationState].toLowerCase()}.</p>
      </Part>
    );
  }
  const name = [contact.firstName, contact.lastNamePrefix, contact.lastName].filter(Boolean).join(" ");
  return (
    <Part title="Badge">
      <div className="grid justify-items-center gap-4 text-center">
        <QrCode text={badge.code} label={`QR code of the badge: ${badge.code}`} className="w-44 rounded-md" />
        <div className="grid gap-0.5">
          {name ? <p className="font-semibold">{name}</p> : null}
          {contact.company ? <p className="text-sm text-muted-foreground">{contact.company}</p> : null}
        </div>
        <p className="flex items-center gap-1 font-mono text-xs">
          {badge.code}
          <CopyButton text={badge.code} label="Copy" className="font-sans text-primary hover:bg-muted" />
        </p>
      </div>
    </Part>
  );
}

export function AttendancePart({ visitor, zone, action }: { visitor: VisitorValue; zone: string; action: ReactNode }) {
  const { attendanceState, firstEntryTime, lastExitTime, dwellingTime, visits } = visitor;
  const hasCome = attendanceState === "show";
  return (
    <Part title="Attendance" action={action}>
      <p>
        <Badge tone={hasCome ? "success" : "neutral"}>{attendanceWords[hasCome ? "show" : "no-show"]}</Badge>
      </p>
      <Facts
        facts={[
          ["First entry", firstEntryTime && <Time key="in" at={firstEntryTime} zone={zone} />],
          ["Last exit", lastExitTime && <Time key="out" at={lastExitTime} zone={zone} />],
          ["Time inside", dwellingTime ? duration(dwellingTime) : null],
          ["Days attended", visits || null],
        ]}
      />
    </Part>
  );
}

/** `2 h 05 min` */
function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

const methodWords = { online: "Online", onsite: "On site", import: "Import", api: "API" } as const;
