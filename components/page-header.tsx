import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

export type Crumb = { label: string; href: string };

type PageHeaderProps = { title: ReactNode; /** from Home to the page above this one; without it the page stands by itself */ trail?: readonly Crumb[]; text?: ReactNode; /** buttons and links, the most important first: on a phone they stand below one another */ actions?: ReactNode };

/** The head of every page: where it is, what it is, what can be done. */
export function PageHeader({ title, trail, text, actions }: PageHeaderProps) {
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="min-w-0">
        {trail ? (
          <nav aria-label="Breadcrumb" className="mb-1.5">
            <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted-foreground">
              {[home, ...trail].map(({ label, href }, index) => (
                <li key={href} className="flex min-w-0 items-center gap-x-1.5">
                  {index > 0 ? <ChevronRight aria-hidden className="size-3.5 shrink-0" /> : null}
                  <Link href={href} title={label} className="block max-w-[50vw] truncate rounded-sm hover:text-foreground hover:underline hover:underline-offset-4 lg:max-w-md">
                    {label}
                  </Link>
                </li>
              ))}
            </ol>
          </nav>
        ) : null}
        <h1 className="text-2xl [overflow-wrap:anywhere]">{title}</h1>
        {text ? <div className="mt-2 max-w-prose text-sm text-muted-foreground">{text}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-3">{actions}</div> : null}
    </header>
  );
}

const home: Crumb = { label: "Home", href: "/home" };
