import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight, Download, X } from "lucide-react";
import Link from "next/link";
import { type ReactNode, Suspense } from "react";
import { cn } from "@/components/cn";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dropdown, DropdownContent, DropdownItem, DropdownTrigger } from "@/components/ui/dropdown";
import { TableHead } from "@/components/ui/table";
import type { BrowsePage } from "@/lib/core/browse-page";
import { addressWith, addressWithout, clearedAddress } from "./address";

/** Below this width a table shows only its first column, which then says the most important of the others too. */
export const wideOnly = "max-md:hidden";

export type Order<By extends string> = { by: By; isDescending: boolean };

/** A heading that sorts. The first press sorts as people mostly want it: `isDescendingFirst` for times. */
export function SortHead<By extends string>({ by, label, order, params, isDescendingFirst = false, className }: { by: By; label: string; order: Order<By>; params: URLSearchParams; isDescendingFirst?: boolean; className?: string }) {
  const isSorted = order.by === by;
  const goesDown = isSorted ? !order.isDescending : isDescendingFirst;
  const Icon = order.isDescending ? ArrowDown : ArrowUp;
  return (
    <TableHead aria-sort={isSorted ? (order.isDescending ? "descending" : "ascending") : undefined} className={className}>
      <Link href={addressWith(params, { sort: `${goesDown ? "-" : ""}${by}` })} scroll={false} replace className="-mx-1.5 -my-1 inline-flex items-center gap-1 rounded-sm px-1.5 py-1 whitespace-nowrap hover:text-foreground">
        {label}
        <Icon aria-hidden className={cn("size-3.5", isSorted ? "text-foreground" : "invisible")} />
      </Link>
    </TableHead>
  );
}

/** A filter at work, in words, and the parameter it stands in. */
export type Active = { name: string; value: string; label: string };

/** The filters at work, each with a cross. */
export function ActiveFilters({ active, params, names }: { active: readonly Active[]; params: URLSearchParams; names: readonly string[] }) {
  if (active.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-2">
      {active.map(({ name, value, label }) => (
        <li key={`${name} ${value}`}>
          <Link
            href={addressWithout(params, name, value)}
            scroll={false}
            replace
            aria-label={`Remove filter: ${label}`}
            className="inline-flex max-w-72 items-center gap-1.5 rounded-full border border-border-strong bg-card py-1 pr-2 pl-3 text-xs font-medium hover:bg-muted"
          >
            <span className="truncate">{label}</span>
            <X aria-hidden className="size-3.5 shrink-0" />
          </Link>
        </li>
      ))}
      <li>
        <Link href={clearedAddress(params, names)} scroll={false} replace className="rounded-sm px-1.5 py-1 text-xs font-medium text-primary underline underline-offset-4">
          Clear filters
        </Link>
      </li>
    </ul>
  );
}

/** To the pages beside this one; nothing when all is on one. */
export function Pager({ page, params, label }: { page: Pick<BrowsePage<unknown>, "previous" | "next">; params: URLSearchParams; label: string }) {
  if (!page.previous && !page.next) return null;
  return (
    <nav aria-label={label} className="flex flex-wrap items-center justify-end gap-2">
      {page.previous ? (
        <Button asChild variant="ghost" size="sm">
          <Link href={addressWith(params, {})}>First page</Link>
        </Button>
      ) : null}
      <PageLink href={page.previous && addressWith(params, {}, page.previous)}>
        <ChevronLeft aria-hidden />
        Previous
      </PageLink>
      <PageLink href={page.next && addressWith(params, {}, page.next)}>
        Next
        <ChevronRight aria-hidden />
      </PageLink>
    </nav>
  );
}

function PageLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (href === undefined) {
    return (
      <Button variant="outline" size="sm" disabled>
        {children}
      </Button>
    );
  }
  return (
    <Button asChild variant="outline" size="sm">
      <Link href={href}>{children}</Link>
    </Button>
  );
}

/** `4,827 of 100,000 visitors`; its place is kept while it is counted. */
export function Total({ counts, noun, filterKey, note }: { counts: Promise<{ matching: number; all: number }>; noun: readonly [one: string, many: string]; filterKey: string; /** what else is to be known of the table */ note?: string | undefined }) {
  return (
    <p role="status" className="min-h-6 text-sm text-muted-foreground tabular-nums">
      <Suspense key={filterKey} fallback="Counting…">
        <Counted counts={counts} noun={noun} />
      </Suspense>
      {note ? <span className="max-md:hidden"> · {note}</span> : null}
    </p>
  );
}

async function Counted({ counts, noun }: { counts: Promise<{ matching: number; all: number }>; noun: readonly [one: string, many: string] }) {
  const { matching, all } = await counts;
  const words = `${all.toLocaleString("en-GB")} ${all === 1 ? noun[0] : noun[1]}`;
  return matching === all ? words : `${matching.toLocaleString("en-GB")} of ${words}`;
}

/** The first few tags of a record, and how many more it has. */
export function TagList({ tags }: { tags: readonly string[] }) {
  const shown = tags.slice(0, mostTags);
  return (
    <span className="flex items-center gap-1">
      {shown.map((tag) => (
        <Badge key={tag} title={tag} className="max-w-40">
          <span className="truncate">{tag}</span>
        </Badge>
      ))}
      {tags.length > shown.length ? <span title={tags.slice(mostTags).join(", ")} className="text-xs text-muted-foreground">+{tags.length - shown.length}</span> : null}
    </span>
  );
}

/** What is filtered, as a file. @param address  of the download, without format and filter */
export function ExportMenu({ address, filter }: { address: string; filter: URLSearchParams }) {
  const formats = [
    { format: "xlsx", label: "Excel workbook (.xlsx)" },
    { format: "csv", label: "Text file (.csv)" },
  ];
  return (
    <Dropdown>
      <DropdownTrigger asChild>
        <Button variant="ghost" size="sm">
          <Download aria-hidden />
          Export
        </Button>
      </DropdownTrigger>
      <DropdownContent>
        {formats.map(({ format, label }) => (
          <DropdownItem key={format} asChild>
            <a href={`${address}?${new URLSearchParams([["format", format], ...filter]).toString()}`} download>
              {label}
            </a>
          </DropdownItem>
        ))}
      </DropdownContent>
    </Dropdown>
  );
}

const mostTags = 3;
