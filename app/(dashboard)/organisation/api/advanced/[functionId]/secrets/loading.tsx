import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="The secrets are on their way">
      <Skeleton className="h-6 w-full max-w-md" />
      <Skeleton className="mt-6 h-48 w-full rounded-xl" />
    </div>
  );
}
