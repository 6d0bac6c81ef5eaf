import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="The functions are on their way">
      <Skeleton className="h-5 w-16" />
      <Skeleton className="mt-1.5 h-9 w-48" />
      <Skeleton className="mt-2 h-5 w-full max-w-lg" />
      <Skeleton className="mt-8 h-64 w-full" />
    </div>
  );
}
