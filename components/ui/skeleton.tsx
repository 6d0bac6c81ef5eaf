import { cn } from "@/components/cn";

/** The place of something on its way. Hidden from assistive technology: the region around it says that it is busy. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-pulse rounded-md bg-muted", className)} />;
}
