"use client";

import { CopyButton } from "@/components/copy-button";

/** A one-time link and what to do with it. */
export function LinkToCopy({ link }: { link: string }) {
  return (
    <div className="grid min-w-0 gap-3">
      <figure className="min-w-0 overflow-hidden rounded-lg border border-code-border bg-code text-code-foreground">
        <figcaption className="flex items-center justify-between gap-3 border-b border-code-border py-1 pr-1.5 pl-4 text-xs font-medium text-code-muted">
          Link
          <CopyButton text={link} label="Copy link" className="text-code-muted hover:bg-code-border hover:text-code-foreground" />
        </figcaption>
        <code tabIndex={0} role="group" aria-label="Link" className="block px-4 py-3 font-mono text-xs leading-relaxed [overflow-wrap:anywhere] select-all focus-visible:outline-offset-[-2px]">
          {link}
        </code>
      </figure>
      <p className="text-sm text-muted-foreground">Send it to this person and to nobody else: whoever opens it chooses the password. It works once, for seven days, and is not shown again; a new one can be made at any time.</p>
    </div>
  );
}
