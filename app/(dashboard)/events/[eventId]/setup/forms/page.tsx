import { ListChecks, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireContext } from "@/app/session";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { listFormSetup } from "@/lib/forms/setup";
import { Section } from "../section";
import { FormList } from "./form-list";

export const metadata: Metadata = { title: "Forms" };

export default async function FormsPage({ params }: { params: Promise<{ eventId: string }> }) {
  const { eventId } = await params;
  const forms = await listFormSetup(await requireContext("events:read"), { eventId });
  const shown = forms.map(({ id, name, description, isDefault, allowsGaps, questions, registrations }) => ({ id, name, description, isDefault, allowsGaps, questions, registrations }));
  return (
    <Section
      title="Forms"
      text="What visitors are asked when they register. The default is taken when a registration names none."
      action={
        <Button asChild size="sm">
          <Link href={`/events/${eventId}/setup/forms/new`} data-changes>
            <Plus aria-hidden />
            Add a form
          </Link>
        </Button>
      }
    >
      {shown.length === 0 ? <EmptyState Icon={ListChecks} title="No forms yet" text="Without a form nobody can register. The first one is the default." /> : null}
      <FormList eventId={eventId} forms={shown} />
    </Section>
  );
}
