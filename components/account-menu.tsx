"use client";

import { CircleUser, LogOut } from "lucide-react";
import Link from "next/link";
import { signOut } from "next-auth/react";
import { Button } from "@/components/ui/button";
import { Dropdown, DropdownContent, DropdownItem, DropdownLabel, DropdownSeparator, DropdownTrigger } from "@/components/ui/dropdown";

export function AccountMenu({ name, email, organisation }: { name: string; email: string; organisation: string }) {
  async function leave() {
    await signOut({ redirect: false });
    window.location.assign("/"); // a whole new page: nothing of the signed-in one stays in memory
  }

  return (
    <Dropdown>
      <DropdownTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`Account: ${name}`} className="px-1.5">
          <span aria-hidden className="grid size-7 place-items-center rounded-full bg-primary text-xs font-semibold text-primary-foreground">
            {initialsOf(name)}
          </span>
          <span className="max-w-40 truncate max-md:hidden">{name}</span>
        </Button>
      </DropdownTrigger>
      <DropdownContent>
        <DropdownLabel>
          <span className="block text-sm font-medium text-foreground">{organisation}</span>
          {email}
        </DropdownLabel>
        <DropdownSeparator />
        <DropdownItem asChild>
          <Link href="/profile">
            <CircleUser aria-hidden />
            Your account
          </Link>
        </DropdownItem>
        <DropdownItem onSelect={() => void leave()}>
          <LogOut aria-hidden />
          Sign out
        </DropdownItem>
      </DropdownContent>
    </Dropdown>
  );
}

/** First and last word's first character; one of a single word, as Chinese names are written. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase();
}
