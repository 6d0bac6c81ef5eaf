import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="The code is on its way" className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Skeleton className="h-6 w-72 max-w-full" />
        <Skeleton className="h-9 w-96 max-w-full" />
      </div>
      <div className="grid gap-4 xl:h-[max(30rem,calc(100dvh-21rem))] xl:grid-cols-[minmax(0,1fr)_20rem] 2xl:grid-cols-[minmax(0,1fr)_27rem]">
        <Skeleton className="h-[60dvh] min-h-80 rounded-xl xl:h-auto" />
        <Skeleton className="h-64 rounded-xl xl:h-auto" />
      </div>
    </div>
  );
}
