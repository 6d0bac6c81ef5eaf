import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

/** Settings that belong together. */
export function Part({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <Card className="p-6 sm:p-8">
      <section aria-label={title} className="grid gap-6">
        <div className="grid gap-1">
          <h2 className="text-lg">{title}</h2>
          {text ? <div className="text-sm text-muted-foreground">{text}</div> : null}
        </div>
        {children}
      </section>
    </Card>
  );
}
