import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="The versions are on their way" className="grid gap-10">
      <div>
        <Skeleton className="mb-3 h-7 w-32" />
        <Skeleton className="h-44 w-full rounded-xl" />
      </div>
      <div>
        <Skeleton className="mb-3 h-7 w-32" />
        <Skeleton className="h-18 w-full max-w-md" />
        <Skeleton className="mt-4 h-[max(24rem,60dvh)] w-full rounded-xl" />
      </div>
    </div>
  );
}
