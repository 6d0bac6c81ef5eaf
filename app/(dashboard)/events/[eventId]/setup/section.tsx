import type { ReactNode } from "react";
import { cn } from "@/components/cn";

/** A part of the setup with its heading, one sentence what it is for, and what can be added to it. */
export function Section({ title, text, action, className, children }: { title: string; text?: ReactNode; action?: ReactNode; className?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className={cn("grid gap-5", className)}>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid max-w-[68ch] gap-1">
          <h2 className="text-lg">{title}</h2>
          {text ? <p className="text-sm text-muted-foreground">{text}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
