import type { ComponentProps } from "react";
import { cn } from "@/components/cn";

/** Grows with what is written in it, where the browser can. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={cn("field-sizing-content min-h-20 w-full min-w-0 rounded-md border border-border-strong bg-card px-3 py-2.5 text-base text-foreground transition-colors placeholder:text-muted-foreground disabled:bg-muted aria-invalid:border-destructive", className)}
      {...rest}
    />
  );
}
