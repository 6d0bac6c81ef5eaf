"use client";

import { type ReactNode, useCallback, useState } from "react";

type ChartFrameProps = {
  /** what is counted, as a plural */
  label: string;
  drawing: ReactNode;
  /** between the drawing and its sentence, such as what the colours stand for */
  children?: ReactNode;
  /** what the drawing shows, in a sentence */
  summary: ReactNode;
  /** the same numbers; made when it is opened, for it may have thousands of cells */
  table: ReactNode;
};

/** Counts over time three times: drawn, said in a sentence, and as a table. */
export function ChartFrame({ label, drawing, children, summary, table }: ChartFrameProps) {
  const [isOpen, setOpen] = useState(false);
  const noticed = useCallback((details: HTMLDetailsElement | null) => setOpen(details?.open ?? false), []); // opened while the page was still coming to life
  return (
    <figure className="grid min-w-0 gap-4">
      <div role="group" aria-label={`${label}, drawn`} className="h-64 text-xs sm:h-80">
        {drawing}
      </div>
      {children}
      <figcaption className="max-w-prose text-sm text-muted-foreground">{summary}</figcaption>
      <details ref={noticed} className="min-w-0 text-sm" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="w-fit rounded-sm font-medium text-primary underline decoration-border-strong underline-offset-4 hover:decoration-current">As a table</summary>
        <div className="mt-3 max-h-96 overflow-y-auto">{isOpen ? table : null}</div>
      </details>
    </figure>
  );
}

/** The place of a drawing whose library, which weighs more than the rest of the page, comes after the page stands. */
export function DrawingLoading() {
  return <div aria-hidden className="h-full animate-pulse rounded-md bg-muted" />;
}
