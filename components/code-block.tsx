"use client";

import { CopyButton } from "@/components/copy-button";
import { highlight, type Language } from "@/components/highlight";
import { cn } from "@/components/cn";

/**
 * Source text on the dark board, with its copy button. `title` says what it is; long lines scroll, by keyboard too.
 * Marked in the browser as well, so that a page with many of them carries each text once.
 */
export function CodeBlock({ source, language, title, className }: { source: string; language: Language; title: string; className?: string }) {
  return (
    <figure className={cn("min-w-0 overflow-hidden rounded-lg border border-code-border bg-code text-code-foreground", className)}>
      <figcaption className="flex items-center justify-between gap-3 border-b border-code-border py-1 pr-1.5 pl-4 text-xs text-code-muted">
        <span className="min-w-0 truncate font-medium">{title}</span>
        <CopyButton text={source} className="text-code-muted hover:bg-code-border hover:text-code-foreground" />
      </figcaption>
      <pre tabIndex={0} aria-label={title} role="group" className="max-h-[34rem] overflow-auto px-4 py-3.5 font-mono text-xs leading-[1.65] focus-visible:outline-offset-[-2px]">
        <code>{highlight(source, language)}</code>
      </pre>
    </figure>
  );
}
