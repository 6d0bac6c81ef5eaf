"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/components/cn";

/** An entry of the contents, marked while its page is shown, and then in sight. `below`: the address whose pages it stands for too. */
export function NavLink({ href, below, className, children }: { href: string; below?: string; className?: string; children: ReactNode }) {
  const pathname = usePathname();
  const isHere = pathname === href || (below !== undefined && pathname.startsWith(below));
  const link = useRef<HTMLAnchorElement>(null);

  useEffect(() => {
    const contents = link.current?.closest("nav");
    if (!isHere || !link.current || !contents) return;
    const [entry, box] = [link.current.getBoundingClientRect(), contents.getBoundingClientRect()];
    if (entry.top < box.top || entry.bottom > box.bottom) contents.scrollTop += entry.top - box.top - box.height / 3; // not scrollIntoView: the page stays where it is
  }, [isHere]);

  return (
    <Link
      ref={link}
      href={href}
      aria-current={isHere ? "page" : undefined}
      className={cn("block rounded-md px-3 py-1.5 text-muted-foreground hover:bg-muted hover:text-foreground aria-[current]:bg-muted aria-[current]:font-medium aria-[current]:text-foreground", className)}
    >
      {children}
    </Link>
  );
}
