import { Skeleton } from "@/components/ui/skeleton";

/** The place of a record's page on its way: head, parts, and what stands beside them. */
export default function Loading() {
  return (
    <div role="status" aria-label="The page is on its way">
      <div className="mb-8 grid gap-3">
        <Skeleton className="h-5 w-56" />
        <Skeleton className="h-10 w-72 max-w-full" />
        <Skeleton className="h-6 w-48" />
      </div>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid gap-5">
          <Skeleton className="h-64 w-full rounded-xl" />
          <Skeleton className="h-64 w-full rounded-xl" />
        </div>
        <Skeleton className="h-80 w-full rounded-xl" />
      </div>
    </div>
  );
}
