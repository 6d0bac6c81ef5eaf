import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="The events are on their way">
      <Skeleton className="h-5 w-40" />
      <Skeleton className="mt-2 h-10 w-56" />
      <Skeleton className="mt-12 h-36 w-full" />
      <Skeleton className="mt-12 h-36 w-full" />
    </div>
  );
}
