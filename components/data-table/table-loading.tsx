import { Skeleton } from "@/components/ui/skeleton";

/** The place of a page with a table, of the size that it will have. */
export function TableLoading({ label }: { label: string }) {
  return (
    <div aria-busy role="status" aria-label={label}>
      <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
        <div className="grid gap-1.5">
          <Skeleton className="h-6 w-48" />
          <Skeleton className="h-10 w-40" />
        </div>
        <Skeleton className="h-11 w-72 max-w-full" />
      </div>
      <div className="grid gap-4">
        <Skeleton className="h-11" />
        <Skeleton className="h-6 w-32" />
        <div className="divide-y rounded-md border bg-card">
          {Array.from({ length: 12 }, (_, row) => (
            <div key={row} className="flex h-18 items-center gap-6 px-4">
              <Skeleton className="size-4.5" />
              <Skeleton className="h-4 w-56" />
              <Skeleton className="h-4 flex-1 max-md:hidden" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
