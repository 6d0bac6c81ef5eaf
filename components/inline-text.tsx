import { Fragment } from "react";

/** One sentence or a few, in which `code` and *emphasis* are marked as in Markdown; nothing else is. */
export function InlineText({ children }: { children: string }) {
  return children.split(/(`[^`]+`|\*[^*\s][^*]*\*)/).map((part, index) => {
    if (part.startsWith("`")) return <code key={index} className="rounded-sm bg-muted px-1 py-0.5 font-mono text-[0.875em] [overflow-wrap:anywhere]">{part.slice(1, -1)}</code>;
    if (/^\*[^*]+\*$/.test(part)) return <em key={index}>{part.slice(1, -1)}</em>;
    return <Fragment key={index}>{part}</Fragment>;
  });
}
