import type { ReactNode } from "react";

/** A heading that can be linked to: itself is the link, found by keyboard, its sign shown on approach. */
export function AnchorHeading({ id, level = 2, className, children }: { id: string; level?: 2 | 3; className?: string; children: ReactNode }) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <Heading id={id} className={className}>
      <a href={`#${id}`} className="group rounded-sm">
        {children}
        <span aria-hidden className="ml-2 text-muted-foreground opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100">
          #
        </span>
      </a>
    </Heading>
  );
}
