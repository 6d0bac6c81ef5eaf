"use client";

import { Tabs } from "radix-ui";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { cn } from "@/components/cn";

export type Format = "json" | "xml";

const Chosen = createContext<{ format: Format; choose: (format: Format) => void } | undefined>(undefined);

/** Remembers which of the two formats a reader wants: choosing in one place turns every example of the page, also next time. */
export function FormatChoice({ children }: { children: ReactNode }) {
  const [format, setFormat] = useState<Format>("json");

  useEffect(() => {
    if (localStorage.getItem(storageKey) === "xml") setFormat("xml");
  }, []);

  function choose(next: Format) {
    setFormat(next);
    localStorage.setItem(storageKey, next);
  }
  return <Chosen value={{ format, choose }}>{children}</Chosen>;
}

/** The same example twice. Must stand inside a FormatChoice. */
export function FormatTabs({ json, xml, label, className }: { json: ReactNode; xml: ReactNode; label: string; className?: string }) {
  const chosen = useContext(Chosen);
  if (!chosen) throw new Error("FormatTabs must stand inside a FormatChoice.");
  return (
    <Tabs.Root value={chosen.format} onValueChange={(value) => chosen.choose(value === "xml" ? "xml" : "json")} className={cn("min-w-0", className)}>
      <Tabs.List aria-label={`${label}: format`} className="mb-2 inline-flex gap-1 rounded-md bg-muted p-1">
        {(["json", "xml"] as const).map((format) => (
          <Tabs.Trigger
            key={format}
            value={format}
            className="rounded-sm px-3 py-1 text-xs font-medium text-muted-foreground hover:text-foreground data-[state=active]:bg-card data-[state=active]:text-foreground data-[state=active]:shadow-xs"
          >
            {format.toUpperCase()}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="json" tabIndex={-1} className="grid min-w-0 gap-3">
        {json}
      </Tabs.Content>
      <Tabs.Content value="xml" tabIndex={-1} className="grid min-w-0 gap-3">
        {xml}
      </Tabs.Content>
    </Tabs.Root>
  );
}

const storageKey = "visit.format";
