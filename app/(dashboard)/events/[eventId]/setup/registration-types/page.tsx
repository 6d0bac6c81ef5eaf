import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireContext } from "@/app/session";
import { Button } from "@/components/ui/button";
import { listTypeSetup } from "@/lib/registration-types/setup";
import { Section } from "../section";
import { TypeLists } from "./type-lists";

export const metadata: Metadata = { title: "Registration types" };

export default async function RegistrationTypesPage({ params }: { params: Promise<{ eventId: string }> }) {
  const { eventId } = await params;
  const types = await listTypeSetup(await requireContext("events:read"), { eventId });
  const shown = types.map(({ revision: _, ...type }) => type);
  return (
    <Section
      title="Registration types"
      text="As what visitors register, and as what partners take part. The default is taken when a registration names none."
      action={
        <Button asChild size="sm">
          <Link href={`/events/${eventId}/setup/registration-types/new`} data-changes>
            <Plus aria-hidden />
            Add a type
          </Link>
        </Button>
      }
    >
      <TypeLists eventId={eventId} types={shown} />
    </Section>
  );
}
