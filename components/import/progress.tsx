/** How far something with an end has come, as a bar and in words. */
export function Progress({ label, done, all }: { label: string; done: number; all: number }) {
  const share = all === 0 ? 1 : done / all;
  return (
    <div className="grid gap-2">
      <div className="flex items-baseline justify-between gap-4 text-sm">
        <span className="font-medium">{label}</span>
        <span className="text-muted-foreground tabular-nums">
          {done.toLocaleString("en-GB")} of {all.toLocaleString("en-GB")} rows
        </span>
      </div>
      <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.floor(share * 100)} className="h-2 overflow-hidden rounded-full bg-muted">
        <div className="h-full origin-left rounded-full bg-primary transition-transform" style={{ transform: `scaleX(${share})` }} />
      </div>
    </div>
  );
}
