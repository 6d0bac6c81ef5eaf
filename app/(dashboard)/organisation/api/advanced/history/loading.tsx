import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="The history is on its way">
      <Skeleton className="h-5 w-32" />
      <Skeleton className="mt-1.5 h-9 w-40" />
      <Skeleton className="mt-2 h-5 w-full max-w-lg" />
      <Skeleton className="mt-8 h-18 w-full max-w-64" />
      <Skeleton className="mt-4 h-96 w-full" />
    </div>
  );
}
