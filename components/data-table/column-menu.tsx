"use client";

import { Columns3 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dropdown, DropdownCheckboxItem, DropdownContent, DropdownLabel, DropdownTrigger } from "@/components/ui/dropdown";

type Column = { name: string; label: string };

/** Which columns a table shows. Kept in a cookie, so that the server's first byte is right already. */
export function ColumnMenu({ cookie, columns, shown }: { cookie: string; columns: readonly Column[]; shown: readonly string[] }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<readonly string[]>(shown);

  function choose(name: string, isShown: boolean) {
    const next = columns.map((column) => column.name).filter((one) => (one === name ? isShown : chosen.includes(one)));
    setChosen(next);
    document.cookie = `${cookie}=${next.join(".")}; path=/; max-age=${365 * 24 * 3600}; samesite=lax`;
    router.refresh();
  }

  return (
    <Dropdown>
      <DropdownTrigger asChild>
        <Button variant="ghost" size="sm" className="max-md:hidden">
          <Columns3 aria-hidden />
          Columns
        </Button>
      </DropdownTrigger>
      <DropdownContent>
        <DropdownLabel>Columns shown</DropdownLabel>
        {columns.map(({ name, label }) => (
          <DropdownCheckboxItem key={name} checked={chosen.includes(name)} onCheckedChange={(isShown) => choose(name, isShown)}>
            {label}
          </DropdownCheckboxItem>
        ))}
      </DropdownContent>
    </Dropdown>
  );
}
