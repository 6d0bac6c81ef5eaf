import { type ReactNode, useId } from "react";

/** A part of a long form: what it is about, and beside it, where there is room, its fields in two columns. */
export function FormSection({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-5 border-t pt-8 first:border-t-0 first:pt-0">
      <div className="grid max-w-[60ch] content-start gap-1">
        <h2 id={id} className="text-lg">
          {title}
        </h2>
        {text ? <p className="text-sm text-muted-foreground">{text}</p> : null}
      </div>
      <div className="grid gap-5 sm:grid-cols-2">{children}</div>
    </section>
  );
}
