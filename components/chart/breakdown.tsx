import Link from "next/link";

export type Share = { key: string; label: string; count: number; href?: string };

/** How a whole divides, as lines with their length; a list first, a picture second. */
export function Breakdown({ shares, whole }: { shares: readonly Share[]; /** what the full length stands for */ whole: number }) {
  return (
    <ul className="grid gap-3.5">
      {shares.map(({ key, label, count, href }) => (
        <li key={key}>
          <div className="flex items-baseline justify-between gap-4 text-sm">
            {href ? (
              <Link href={href} className="min-w-0 truncate rounded-sm underline-offset-4 hover:underline">
                {label}
              </Link>
            ) : (
              <span className="min-w-0 truncate">{label}</span>
            )}
            <span className="shrink-0 tabular-nums">
              <span className="font-medium">{count.toLocaleString("en-GB")}</span>
              <span className="ml-2 inline-block w-10 text-right text-xs text-muted-foreground">{percent(count, whole)}</span>
            </span>
          </div>
          <div aria-hidden className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-muted">
            <div className="h-full min-w-px rounded-full bg-primary" style={{ width: `${whole === 0 ? 0 : (count / whole) * 100}%` }} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** `37%`; what is there but rounds to nothing is `<1%`, and not quite everything is never `100%`. */
export function percent(count: number, whole: number): string {
  if (whole === 0 || count === 0) return "0%";
  const share = Math.round((count / whole) * 100);
  if (share === 0) return "<1%";
  return `${share === 100 && count < whole ? 99 : share}%`;
}
