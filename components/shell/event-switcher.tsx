"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Dropdown, DropdownContent, DropdownItem, DropdownLabel, DropdownSeparator, DropdownTrigger } from "@/components/ui/dropdown";
import { type EventChoice, sameOf } from "./places";

/** The event whose pages are below it, and the way to the same page of another one. */
export function EventSwitcher({ events, chosen }: { events: readonly EventChoice[]; chosen?: string }) {
  const pathname = usePathname();
  const current = events.find(({ id }) => id === chosen);
  return (
    <Dropdown>
      <DropdownTrigger className="flex min-h-12 w-full items-center gap-2 rounded-md border bg-card px-3 py-1.5 text-left transition-colors hover:border-border-strong" aria-label={current ? `Event: ${current.name}. Choose another` : undefined}>
        {current ? (
          <span className="min-w-0 flex-1">
            <span className="line-clamp-2 text-sm leading-5 font-medium">{current.name}</span>
            <span className="block truncate text-xs text-muted-foreground">{current.days}</span>
          </span>
        ) : (
          <span className="flex-1 text-sm font-medium text-muted-foreground">Choose an event</span>
        )}
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </DropdownTrigger>
      <DropdownContent align="start" className="max-h-[min(26rem,var(--radix-dropdown-menu-content-available-height))] w-72 overflow-y-auto">
        {groups.map(({ phase, title }) => {
          const inPhase = events.filter((event) => event.phase === phase).slice(0, mostPerPhase);
          return inPhase.length === 0 ? null : (
            <div key={phase}>
              <DropdownLabel>{title}</DropdownLabel>
              {inPhase.map((event) => (
                <DropdownItem key={event.id} asChild>
                  <Link href={sameOf(pathname, event.id)} aria-current={event.id === chosen || undefined}>
                    <span className="min-w-0 flex-1">
                      <span className="block truncate">{event.name}</span>
                      <span className="block truncate text-xs text-muted-foreground">{event.days}</span>
                    </span>
                    {event.id === chosen ? <Check aria-hidden /> : null}
                  </Link>
                </DropdownItem>
              ))}
            </div>
          );
        })}
        <DropdownSeparator />
        <DropdownItem asChild>
          <Link href="/home">All events</Link>
        </DropdownItem>
      </DropdownContent>
    </Dropdown>
  );
}

const groups = [
  { phase: "running", title: "Running now" },
  { phase: "next", title: "Coming up" },
  { phase: "past", title: "Past" },
] as const;
/** Home has them all, and the command palette finds them by name. */
const mostPerPhase = 12;
