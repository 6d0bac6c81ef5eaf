import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="The statistics are on their way">
      <Skeleton className="h-5 w-16" />
      <Skeleton className="mt-1.5 h-9 w-40" />
      <Skeleton className="mt-2 h-5 w-full max-w-md" />
      <Skeleton className="mt-8 h-11 w-full max-w-xl" />
      <Skeleton className="mt-4 h-18 w-full max-w-4xl" />
      <Skeleton className="mt-6 h-26 w-full" />
      <Skeleton className="mt-4 h-128 w-full" />
    </div>
  );
}
