import type { ComponentProps } from "react";
import { cn } from "@/components/cn";

export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("rounded-xl border bg-card", className)} {...rest} />;
}
