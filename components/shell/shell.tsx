import { BookOpen } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { AccountMenu } from "@/components/account-menu";
import { Wordmark } from "@/components/mark";
import type { Theme } from "@/components/theme";
import { ThemeMenu } from "@/components/theme-menu";
import type { Permissions } from "@/lib/accounts/permissions";
import { CommandButton, CommandPalette } from "./command-palette";
import { Drawer } from "./drawer";
import { Navigation } from "./navigation";
import type { EventChoice } from "./places";

type ShellProps = {
  account: { name: string; email: string; permissions: Permissions; organisation: { name: string } };
  events: readonly EventChoice[];
  /** whether there is an outbox that the account may look at */
  hasOutbox: boolean;
  theme: Theme;
  children: ReactNode;
};

/** What stands around every page of whoever is signed in. */
export function Shell({ account, events, hasOutbox, theme, children }: ShellProps) {
  const { permissions } = account;
  const accountMenu = <AccountMenu name={account.name} email={account.email} organisation={account.organisation.name} />;
  const navigation = <Navigation events={events} permissions={permissions} hasOutbox={hasOutbox} />;
  return (
    <CommandPalette events={events} permissions={permissions} hasOutbox={hasOutbox}>
      <a href="#main" className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-md focus:border focus:bg-card focus:px-4 focus:py-2">
        Skip to the content
      </a>
      <aside className="fixed inset-y-0 left-0 z-30 flex w-64 flex-col border-r bg-card max-lg:hidden">
        <div className="grid gap-5 px-3 pt-5 pb-4">
          <Home className="px-3" />
          <CommandButton />
        </div>
        <div className="foot-shadow min-h-0 flex-1 overflow-y-auto px-3 pb-6">{navigation}</div>
        <div className="grid gap-1 border-t p-3">
          <Documentation />
          <div className="flex items-center justify-between gap-1">
            {accountMenu}
            <ThemeMenu chosen={theme} />
          </div>
        </div>
      </aside>
      <header className="sticky top-0 z-30 flex h-15 items-center gap-1 border-b bg-background/90 px-4 backdrop-blur-md sm:px-8 lg:hidden">
        <Drawer>
          {navigation}
          <div className="mt-auto border-t pt-3">
            <Documentation />
          </div>
        </Drawer>
        <Home className="mr-auto" />
        <CommandButton isSmall />
        <ThemeMenu chosen={theme} />
        {accountMenu}
      </header>
      <main id="main" tabIndex={-1} className="min-h-[calc(100dvh-3.75rem)] outline-none lg:min-h-dvh lg:pl-64">
        <div className="mx-auto w-full max-w-[88rem] px-4 py-8 sm:px-8 sm:py-10 lg:px-12">{children}</div>
      </main>
    </CommandPalette>
  );
}

function Home({ className }: { className?: string }) {
  return (
    <Link href="/home" aria-label="Visit, home" className={className}>
      <Wordmark />
    </Link>
  );
}

function Documentation() {
  return (
    <Link href="/docs" className="flex h-10 items-center gap-3 rounded-md px-3 text-sm font-medium text-muted-foreground transition-colors hover:bg-muted hover:text-foreground">
      <BookOpen aria-hidden className="size-4.5 stroke-[1.8]" />
      Documentation
    </Link>
  );
}
