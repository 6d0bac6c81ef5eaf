import { Skeleton } from "@/components/ui/skeleton";

/** The place of an alert's form. */
export default function Loading() {
  return (
    <div role="status" aria-label="The alert is on its way" className="max-w-4xl">
      <Skeleton className="h-5 w-48" />
      <Skeleton className="mt-1.5 h-10 w-80 max-w-full" />
      <Skeleton className="mt-8 h-176 w-full rounded-xl" />
    </div>
  );
}
