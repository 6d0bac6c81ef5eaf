import { Braces, Building2, ChartColumnStacked, ChartNoAxesColumn, House, KeyRound, type LucideIcon, MailOpen, ScrollText, SlidersHorizontal, Store, UserCog, Users } from "lucide-react";
import { allows, type Permissions, type Right } from "@/lib/accounts/permissions";

/** A page of the navigation. `isWhole`: the place is the address itself, not everything below it. */
export type Place = { label: string; href: string; Icon: LucideIcon; isWhole?: boolean; right?: Right };
/** An event as the navigation shows it. */
export type EventChoice = { id: string; name: string; days: string; phase: "running" | "next" | "past" };

export const homePlace: Place = { label: "Home", href: "/home", Icon: House, isWhole: true };

/** The pages of one event that the account may see. */
export function eventPlaces(eventId: string, permissions: Permissions): Place[] {
  const base = `/events/${eventId}`;
  return open(permissions, [
    { label: "Overview", href: base, Icon: ChartNoAxesColumn, isWhole: true, right: "events:read" },
    { label: "Visitors", href: `${base}/visitors`, Icon: Users, right: "visitors:read" },
    { label: "Partners", href: `${base}/partners`, Icon: Store, right: "partners:read" },
    { label: "Setup", href: `${base}/setup`, Icon: SlidersHorizontal, right: "events:read" },
  ]);
}

/** @param hasOutbox  whether mails lie on a page instead of being sent, and the account may look at them */
export function organisationPlaces(permissions: Permissions, hasOutbox: boolean): Place[] {
  const outbox: Place[] = hasOutbox ? [{ label: "Outbox", href: "/organisation/outbox", Icon: MailOpen }] : [];
  return open(permissions, [
    { label: "Setup", href: "/organisation/setup", Icon: Building2, right: "organisation:read" },
    { label: "Accounts", href: "/organisation/accounts", Icon: UserCog, right: "userAccountManagement:read" },
    ...outbox,
  ]);
}

/** Organisation > API, in the manual. */
export function apiPlaces(permissions: Permissions): Place[] {
  return open(permissions, [
    { label: "API keys", href: "/organisation/api/keys", Icon: KeyRound, right: "userAccountManagement:read" },
    { label: "Advanced", href: "/organisation/api/advanced", Icon: Braces, right: "functions:read" },
    { label: "Statistics", href: "/organisation/api/statistics", Icon: ChartColumnStacked, right: "organisation:read" },
    { label: "Request log", href: "/organisation/api/log", Icon: ScrollText, right: "organisation:read" },
  ]);
}

function open(permissions: Permissions, places: readonly Place[]): Place[] {
  return places.filter(({ right }) => !right || allows(permissions, right));
}

/** The id of the event whose pages are looked at. */
export function eventIn(pathname: string): string | undefined {
  const [, id] = /^\/events\/([^/]+)/.exec(pathname) ?? [];
  return id === "new" ? undefined : id;
}

/** The same page of another event; a single record of the one has no counterpart in the other. */
export function sameOf(pathname: string, otherId: string): string {
  const [, section] = /^\/events\/[^/]+\/(visitors|partners|setup)\b/.exec(pathname) ?? [];
  return section ? `/events/${otherId}/${section}` : `/events/${otherId}`;
}
