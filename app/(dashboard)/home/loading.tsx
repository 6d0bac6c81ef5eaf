import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="The events are on their way">
      <Skeleton className="h-10 w-40" />
      <Skeleton className="mt-2 mb-8 h-6 w-56" />
      {[0, 1].map((group) => (
        <div key={group} className="mb-10">
          <Skeleton className="mb-4 h-7 w-32" />
          <Skeleton className="h-72 w-full rounded-xl lg:h-39" />
        </div>
      ))}
    </div>
  );
}
