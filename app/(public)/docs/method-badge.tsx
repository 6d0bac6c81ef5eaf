import type { Method } from "@/lib/api/operation";
import { cn } from "@/components/cn";

export function MethodBadge({ method, className }: { method: Method; className?: string }) {
  return <span className={cn("inline-block rounded-sm px-1.5 py-px text-center font-mono text-[0.6875rem] leading-5 font-semibold", looks[method], className)}>{method}</span>;
}

const looks: Record<Method, string> = {
  GET: "bg-info-muted text-info",
  POST: "bg-success-muted text-success",
  PUT: "bg-warning-muted text-warning",
  DELETE: "bg-destructive-muted text-destructive",
};
