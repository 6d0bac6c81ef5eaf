import { CircleAlert, CircleCheck, Info } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/cn";

const looks = {
  destructive: { className: "border-destructive/35 bg-destructive-muted text-destructive", Icon: CircleAlert },
  success: { className: "border-success/35 bg-success-muted text-success", Icon: CircleCheck },
  info: { className: "border-info/35 bg-info-muted text-info", Icon: Info },
} as const;

/** A message about the whole page or form. Read out at once when it is a refusal, otherwise when there is a pause. */
export function Alert({ tone, children, className }: { tone: keyof typeof looks; children: ReactNode; className?: string }) {
  const { className: look, Icon } = looks[tone];
  return (
    <div role={tone === "destructive" ? "alert" : "status"} className={cn("flex gap-3 rounded-md border px-4 py-3 text-sm", look, className)}>
      <Icon aria-hidden className="mt-1 size-4 shrink-0" />
      <div>{children}</div>
    </div>
  );
}
