"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { cn } from "@/components/cn";

/** Parts of a page that have an address each. Where they do not fit side by side they scroll, and the present one is in sight. */
export function TabLinks({ label, tabs, current }: { label: string; tabs: readonly { href: string; label: string }[]; current: string }) {
  const row = useRef<HTMLElement>(null);

  useEffect(() => {
    const link = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (row.current && link) row.current.scrollLeft = link.offsetLeft - (row.current.clientWidth - link.offsetWidth) / 2;
  }, [current]);

  return (
    <nav ref={row} aria-label={label} className="relative -mx-4 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1">
        {tabs.map(({ href, label: name }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={href === current ? "page" : undefined}
              className={cn("block border-b-2 px-3 py-2.5 text-sm font-medium whitespace-nowrap -outline-offset-2", href === current ? "border-primary text-foreground" : "border-transparent text-muted-foreground hover:text-foreground")}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
