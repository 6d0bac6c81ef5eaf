import { cn } from "@/components/cn";

/** The mark: a badge on its lanyard. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cn("size-8", className)}>
      <path d="M7-2 16 13 25-2" fill="none" stroke="var(--accent)" strokeWidth="2.8" strokeLinejoin="round" />
      <rect x="4" y="9" width="24" height="22" rx="5" fill="var(--primary)" />
      <rect x="12" y="12" width="8" height="2.6" rx="1.3" fill="var(--background)" />
      <path d="m10.5 19 5.5 8 5.5-8" fill="none" stroke="var(--primary-foreground)" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="flex items-center gap-2.5 text-lg font-semibold tracking-tight">
      <Mark className="size-7" />
      Visit
    </span>
  );
}
