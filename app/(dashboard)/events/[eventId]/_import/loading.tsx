import { Skeleton } from "@/components/ui/skeleton";

/** The shape of the start page, until it is there. */
export function ImportLoading() {
  return (
    <div role="status" aria-label="The import is on its way">
      <Skeleton className="h-5 w-48" />
      <Skeleton className="mt-1.5 h-10 w-64" />
      <Skeleton className="mt-2 mb-8 h-10 w-full max-w-prose" />
      <Skeleton className="h-96 w-full max-w-4xl rounded-xl" />
    </div>
  );
}
