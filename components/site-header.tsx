import Link from "next/link";
import type { ReactNode } from "react";
import type { Theme } from "@/components/theme";
import { ThemeMenu } from "@/components/theme-menu";
import { Wordmark } from "@/components/mark";

/** The bar on top of every page. `children`: what the part of the site adds, a sign-in link or the account's menu. */
export function SiteHeader({ theme, home = "/", children }: { theme: Theme; home?: "/" | "/home"; children?: ReactNode }) {
  return (
    <header className="sticky top-0 z-40 border-b bg-background/90 backdrop-blur-md">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:top-3 focus:left-3 focus:z-50 focus:rounded-md focus:bg-card focus:px-4 focus:py-2">
        Skip to the content
      </a>
      <div className="mx-auto flex h-16 max-w-[88rem] items-center gap-1 px-4 sm:gap-2 sm:px-8">
        <Link href={home} aria-label="Visit, first page" className="mr-auto rounded-md">
          <Wordmark />
        </Link>
        <nav aria-label="Main" className="flex items-center gap-1 text-sm sm:gap-2">
          <Link href="/docs" className="rounded-md px-3 py-2 font-medium hover:bg-muted">
            <span className="sm:hidden">Docs</span>
            <span className="max-sm:hidden">Documentation</span>
          </Link>
          {children}
        </nav>
        <ThemeMenu chosen={theme} />
      </div>
    </header>
  );
}
