"use client";

import { Command } from "cmdk";
import { BookOpen, CalendarDays, type LucideIcon, Search, Store, UserRound } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Permissions } from "@/lib/accounts/permissions";
import { apiPlaces, type EventChoice, eventIn, eventPlaces, homePlace, organisationPlaces } from "./places";
import { usePeople } from "./use-people";

type Entry = { value: string; label: string; detail?: string; href: string; Icon: LucideIcon };

type PaletteProps = { events: readonly EventChoice[]; permissions: Permissions; hasOutbox: boolean };

const Open = createContext<() => void>(() => undefined);

/** Everything by name, at Ctrl+K: pages, events, and within an event its visitors and partners. */
export function CommandPalette({ children, ...places }: PaletteProps & { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const cameFrom = useRef<Element | null>(null);

  function open() {
    cameFrom.current = document.activeElement;
    setOpen(true);
  }
  /** The dialog would give the focus back to its one button; this one opens from anywhere. */
  function giveBack(event: Event) {
    event.preventDefault();
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
  }

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (isOpen) setOpen(false);
      else open();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOpen]);

  return (
    <Open value={open}>
      {children}
      <Dialog.Root open={isOpen} onOpenChange={setOpen}>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-50 bg-scrim data-[state=open]:animate-[fade-in_120ms_ease-out]" />
          <Dialog.Content aria-describedby={undefined} onCloseAutoFocus={giveBack} className="fixed top-4 left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border bg-popover shadow-xl shadow-foreground/10 outline-none sm:top-[14vh]">
            <Dialog.Title className="sr-only">Search</Dialog.Title>
            <Palette {...places} close={() => setOpen(false)} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </Open>
  );
}

/** Opens the palette for whoever does not know the keys. */
export function CommandButton({ isSmall }: { isSmall?: boolean }) {
  const open = useContext(Open);
  if (isSmall) {
    return (
      <Button variant="ghost" size="icon" aria-label="Search" onClick={open}>
        <Search aria-hidden />
      </Button>
    );
  }
  return (
    <button type="button" onClick={open} aria-keyshortcuts="Control+K" className="flex h-10 w-full items-center gap-2.5 rounded-md border bg-background px-3 text-sm text-muted-foreground transition-colors hover:border-border-strong">
      <Search aria-hidden className="size-4" />
      Search
      <kbd aria-hidden className="ml-auto rounded-sm border bg-card px-1.5 font-sans text-xs leading-5">
        Ctrl K
      </kbd>
    </button>
  );
}

function Palette({ events, permissions, hasOutbox, close }: PaletteProps & { close: () => void }) {
  const router = useRouter();
  const eventId = eventIn(usePathname());
  const event = events.find(({ id }) => id === eventId);
  const [query, setQuery] = useState("");
  const { people, isLooking } = usePeople(eventId, query);

  const here: Entry[] = eventId ? eventPlaces(eventId, permissions).map((place) => ({ ...place, value: place.href, detail: event?.name })) : [];
  const general: Entry[] = [
    { ...homePlace, value: homePlace.href },
    ...organisationPlaces(permissions, hasOutbox).map((place) => ({ ...place, value: place.href, detail: "Organisation" })),
    ...apiPlaces(permissions).map((place) => ({ ...place, value: place.href, detail: "Organisation, API" })),
    { value: "/docs", label: "Documentation", href: "/docs", Icon: BookOpen },
  ];
  const allEvents = events.map(({ id, name, days }): Entry => ({ value: `event ${id}`, label: name, detail: days, href: `/events/${id}`, Icon: CalendarDays }));
  const found = people.map(({ resource, id, name, detail }): Entry => ({ value: `${resource} ${id}`, label: name, detail, href: `/events/${eventId}/${resource}/${id}`, Icon: resource === "visitors" ? UserRound : Store }));
  const groups = [
    { title: "Pages", entries: matching([...here, ...general], query) },
    { title: "Visitors and partners", entries: found },
    { title: "Events", entries: matching(allEvents, query).slice(0, 8) },
  ].filter(({ entries }) => entries.length > 0);

  function go(href: string) {
    close();
    router.push(href);
  }

  return (
    <Command label="Search" shouldFilter={false} loop>
      <div className="flex items-center gap-3 border-b px-4">
        <Search aria-hidden className="size-4.5 shrink-0 text-muted-foreground" />
        <Command.Input value={query} onValueChange={setQuery} placeholder={event ? `Pages, events, and people of ${event.name}` : "Pages and events"} className="h-13 w-full bg-transparent text-base outline-none placeholder:text-muted-foreground" />
      </div>
      <Command.List className="max-h-[min(26rem,60dvh)] overflow-y-auto p-2">
        {groups.map(({ title, entries }) => (
          <Command.Group key={title} heading={title} className="mb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground">
            {entries.map(({ value, label, detail, href, Icon }) => (
              <Command.Item key={value} value={value} onSelect={() => go(href)} className="flex cursor-pointer items-center gap-3 rounded-md px-2.5 py-2 text-sm select-none data-[selected=true]:bg-muted">
                <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
                <span className="shrink-0 font-medium max-sm:shrink max-sm:truncate">{label}</span>
                {detail ? <span className="min-w-0 truncate text-xs text-muted-foreground">{detail}</span> : null}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
        {groups.length === 0 ? <p className="px-2.5 py-6 text-center text-sm text-muted-foreground">{isLooking ? "Searching …" : `Nothing is called “${query.trim()}”.`}</p> : null}
      </Command.List>
    </Command>
  );
}

/** Every word of the query begins a word of the entry. */
function matching(entries: readonly Entry[], query: string): Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ label, detail }) => {
    const text = ` ${label} ${detail ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(` ${word}`));
  });
}
