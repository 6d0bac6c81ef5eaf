"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/cn";

/** The pages of one function. */
export function FunctionTabs({ functionId }: { functionId: string }) {
  const path = usePathname();
  const base = `/organisation/api/advanced/${functionId}`;
  return (
    <nav aria-label="Function" className="-mx-4 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1">
        {tabs.map(({ part, label }) => {
          const href = part ? `${base}/${part}` : base;
          const isOpen = part ? path === href || path.startsWith(`${href}/`) : path === base;
          return (
            <li key={part}>
              <Link
                href={href}
                aria-current={isOpen ? "page" : undefined}
                className={cn("block border-b-2 px-3 py-2.5 -outline-offset-2 text-sm font-medium whitespace-nowrap", isOpen ? "border-primary text-foreground" : "border-transparent text-muted-foreground hover:text-foreground")}
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
  { part: "", label: "Code" },
  { part: "versions", label: "Versions" },
];
