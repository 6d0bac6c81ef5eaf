import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/cn";

/** Where a list has nothing to show: what would stand here, and as `children` what to do about it. */
export function EmptyState({ Icon, title, text, children, className }: { Icon: LucideIcon; title: string; text: ReactNode; children?: ReactNode; className?: string }) {
  return (
    <div className={cn("grid justify-items-center gap-3 rounded-xl border border-dashed border-border-strong px-6 py-16 text-center", className)}>
      <Icon aria-hidden className="size-8 stroke-[1.6] text-muted-foreground" />
      <h2 className="text-lg">{title}</h2>
      <div className="max-w-prose text-sm text-muted-foreground">{text}</div>
      {children ? <div className="mt-2 flex flex-wrap justify-center gap-3">{children}</div> : null}
    </div>
  );
}
