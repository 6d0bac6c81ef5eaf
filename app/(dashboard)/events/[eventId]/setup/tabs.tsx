"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/cn";

/** The parts of the setup. Links, so that each has an address of its own. */
export function SetupTabs({ eventId }: { eventId: string }) {
  const path = usePathname();
  const base = `/events/${eventId}/setup`;
  const isOpen = (href: string) => (href === base ? path === base : path === href || path.startsWith(`${href}/`));
  return (
    <nav aria-label="Setup" className="-mx-4 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1">
        {tabs.map(({ part, label }) => {
          const href = part ? `${base}/${part}` : base;
          return (
            <li key={part}>
              <Link
                href={href}
                aria-current={isOpen(href) ? "page" : undefined}
                className={cn(
                  "block border-b-2 border-transparent px-3 py-2.5 text-sm font-medium whitespace-nowrap text-muted-foreground -outline-offset-2 hover:text-foreground",
                  isOpen(href) && "border-primary text-foreground",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const tabs = [
  { part: "", label: "General" },
  { part: "registration-types", label: "Registration types" },
  { part: "forms", label: "Forms" },
  { part: "custom-fields", label: "Custom fields" },
  { part: "locations", label: "Locations" },
];
