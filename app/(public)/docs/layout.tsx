import type { Metadata } from "next";
import type { ReactNode } from "react";
import { FormatChoice } from "@/components/format-tabs";
import { DocsNav } from "./docs-nav";

export const metadata: Metadata = { title: { default: "Documentation", template: "%s · Visit API" } };

/** Wide: the contents stand beside the page and scroll by themselves. Narrow: they fold away on top of it. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto grid w-full max-w-[88rem] lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <details className="border-b px-4 py-3 sm:px-8 lg:hidden">
        <summary className="text-sm font-medium">Contents</summary>
        <nav aria-label="Contents" className="mt-3 -ml-3">
          <DocsNav />
        </nav>
      </details>
      <nav aria-label="Documentation" className="sticky top-16 hidden h-[calc(100dvh-4rem)] overflow-y-auto border-r py-8 pr-4 pl-5 lg:block">
        <DocsNav />
      </nav>
      <main id="main" className="min-w-0 max-sm:[&_td]:px-3 max-sm:[&_th]:px-3 px-4 pt-10 pb-28 sm:px-8 lg:px-12">
        <FormatChoice>{children}</FormatChoice>
      </main>
    </div>
  );
}
