"use client";

import { usePathname } from "next/navigation";
import { TabLinks } from "@/components/tab-links";

/** The parts of the setup. Links, so that each has an address of its own. */
export function SetupTabs({ eventId }: { eventId: string }) {
  const path = usePathname();
  const base = `/events/${eventId}/setup`;
  const links = tabs.map(({ part, label }) => ({ href: part ? `${base}/${part}` : base, label }));
  const below = links.find(({ href }) => href !== base && (path === href || path.startsWith(`${href}/`)));
  return <TabLinks label="Setup" tabs={links} current={below?.href ?? base} />;
}

const tabs = [
  { part: "", label: "General" },
  { part: "registration-types", label: "Registration types" },
  { part: "forms", label: "Forms" },
  { part: "custom-fields", label: "Custom fields" },
  { part: "locations", label: "Locations" },
];
