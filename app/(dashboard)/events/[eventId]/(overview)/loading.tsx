import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="The overview is on its way">
      <div className="mb-8">
        <Skeleton className="mb-1.5 h-6 w-12" />
        <Skeleton className="h-10 w-full max-w-96" />
        <Skeleton className="mt-2 h-6 w-full max-w-72" />
      </div>
      <div className="grid gap-4">
        <Skeleton className="h-57 rounded-xl sm:h-30" />
        <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <Skeleton className="h-116 rounded-xl" />
          <Skeleton className="h-116 rounded-xl" />
        </div>
      </div>
    </div>
  );
}
