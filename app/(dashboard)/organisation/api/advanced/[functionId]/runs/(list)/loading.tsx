import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="The runs are on their way">
      <Skeleton className="h-18 w-full max-w-3xl" />
      <Skeleton className="mt-4 h-96 w-full" />
    </div>
  );
}
