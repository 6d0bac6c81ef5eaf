import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/cn";

/** A part of a record's page, with its heading and what can be done there. */
export function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <Card className="grid grid-cols-[minmax(0,1fr)] gap-4 p-5 sm:p-6">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 className="text-lg">{title}</h2>
          {action}
        </div>
        {children}
      </Card>
    </section>
  );
}

export type Fact = readonly [label: string, value: ReactNode];

/** What is known, each under its name; what is not known is left out. @param empty  what to say when nothing is */
export function Facts({ facts, empty, className }: { facts: readonly Fact[]; empty?: string; className?: string }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  if (known.length === 0) return empty ? <p className="text-sm text-muted-foreground">{empty}</p> : null;
  return (
    <dl className={cn("grid gap-x-8 gap-y-4 sm:grid-cols-2", className)}>
      {known.map(([label, value]) => (
        <div key={label} className="grid content-start gap-0.5">
          <dt className="text-xs text-muted-foreground">{label}</dt>
          <dd className="text-sm [overflow-wrap:anywhere] whitespace-pre-line">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** `Dutch (nl)`; a tag that names no language stays as it was sent. */
export function languageName(tag: string | null): string | null {
  if (!tag) return null;
  try {
    const name = new Intl.DisplayNames("en-GB", { type: "language" }).of(tag.replaceAll("_", "-"));
    return name && name !== tag ? `${name} (${tag})` : tag;
  } catch {
    return tag; // well-formed for us, but for no standard
  }
}
