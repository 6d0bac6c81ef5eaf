import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** The fault of something that is more than one control, in the look it has at a field. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-1.5 text-xs font-medium text-destructive">
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="block first-letter:uppercase">{children}</span>
    </p>
  );
}
