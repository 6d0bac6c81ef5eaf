import type { ReactNode } from "react";
import { Mark } from "@/components/mark";

/** A whole page, or the inside of one, that has one thing to say: not found, an error, a used link. `children`: what to do next. */
export function Notice({ title, text, isInside, children }: { title: string; text: ReactNode; isInside?: boolean; children?: ReactNode }) {
  const Frame = isInside ? "div" : "main";
  return (
    <Frame id={isInside ? undefined : "main"} className="mx-auto grid min-h-[70dvh] max-w-lg content-center justify-items-start gap-4 px-6 py-16">
      <Mark className="mb-2 -ml-1.5 size-12" />
      <h1 className="text-2xl">{title}</h1>
      <div className="text-muted-foreground">{text}</div>
      <div className="mt-3 flex flex-wrap gap-3">{children}</div>
    </Frame>
  );
}
