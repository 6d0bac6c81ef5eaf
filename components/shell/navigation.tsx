"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/cn";
import type { Permissions } from "@/lib/accounts/permissions";
import { EventSwitcher } from "./event-switcher";
import { apiPlaces, eventIn, eventPlaces, homePlace, organisationPlaces, type EventChoice, type Place } from "./places";

/** Where one can go: beside the page when it is wide, in a drawer when it is narrow. */
export function Navigation({ events, permissions, hasOutbox, className }: { events: readonly EventChoice[]; permissions: Permissions; hasOutbox: boolean; className?: string }) {
  const pathname = usePathname();
  const eventId = eventIn(pathname);
  return (
    <nav aria-label="Main" className={cn("grid content-start gap-7 lg:gap-4.5", className)}>
      <Places places={[homePlace]} pathname={pathname} />
      {events.length > 0 ? (
        <Group title="Event">
          <EventSwitcher events={events} chosen={eventId} />
          {eventId ? <Places places={eventPlaces(eventId, permissions)} pathname={pathname} /> : null}
        </Group>
      ) : null}
      {[
        { title: "Organisation", places: organisationPlaces(permissions, hasOutbox) },
        { title: "API", places: apiPlaces(permissions) },
      ].map(({ title, places }) =>
        places.length === 0 ? null : (
          <Group key={title} title={title}>
            <Places places={places} pathname={pathname} />
          </Group>
        ),
      )}
    </nav>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-1.5">
      <h2 className="px-3 text-xs font-medium text-muted-foreground">{title}</h2>
      {children}
    </section>
  );
}

function Places({ places, pathname }: { places: readonly Place[]; pathname: string }) {
  return (
    <ul className="grid gap-0.5">
      {places.map(({ label, href, Icon, isWhole }) => {
        const isHere = pathname === href || (!isWhole && pathname.startsWith(`${href}/`));
        return (
          <li key={href}>
            <Link
              href={href}
              aria-current={isHere ? "page" : undefined}
              className={cn(
                "relative flex h-10 items-center lg:h-8.5 gap-3 rounded-md px-3 text-sm font-medium transition-colors",
                isHere ? "bg-muted text-foreground before:absolute before:inset-y-2 before:left-0 before:w-0.75 before:rounded-full before:bg-accent" : "text-muted-foreground hover:bg-muted hover:text-foreground",
              )}
            >
              <Icon aria-hidden className={cn("size-4.5 shrink-0 stroke-[1.8]", isHere && "text-primary")} />
              {label}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
