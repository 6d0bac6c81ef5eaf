import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/components/cn";

const badgeVariants = cva("inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap in-data-selected:ring-1 in-data-selected:ring-border [&_svg]:size-3.5", {
  variants: {
    tone: {
      neutral: "bg-muted text-muted-foreground in-data-selected:bg-card",
      success: "bg-success-muted text-success",
      warning: "bg-warning-muted text-warning",
      info: "bg-info-muted text-info",
      destructive: "bg-destructive-muted text-destructive",
    },
  },
  defaultVariants: { tone: "neutral" },
});

export type Tone = NonNullable<VariantProps<typeof badgeVariants>["tone"]>;

/** A word about a state. The word carries the meaning; the colour only repeats it. */
export function Badge({ className, tone, ...rest }: ComponentProps<"span"> & { tone?: Tone }) {
  return <span className={cn(badgeVariants({ tone }), className)} {...rest} />;
}
