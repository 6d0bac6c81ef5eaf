import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { listLocations } from "@/lib/events/locations";
import { Section } from "../section";
import { LocationList } from "./location-list";

export const metadata: Metadata = { title: "Locations" };

export default async function LocationsPage({ params }: { params: Promise<{ eventId: string }> }) {
  const { eventId } = await params;
  const locations = await listLocations(await requireContext("events:read"), { eventId });
  return (
    <Section title="Locations" text="Places where badges are read, and whether people come in or go out there.">
      <LocationList eventId={eventId} items={locations} />
    </Section>
  );
}
