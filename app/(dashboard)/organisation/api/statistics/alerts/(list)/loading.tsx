import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="The alerts are on their way">
      <Skeleton className="h-5 w-36" />
      <Skeleton className="mt-1.5 h-10 w-32" />
      <Skeleton className="mt-2 h-5 w-full max-w-lg" />
      <Skeleton className="mt-8 h-56 w-full" />
    </div>
  );
}
