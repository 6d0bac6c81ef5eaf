import type { ComponentProps } from "react";
import { cn } from "@/components/cn";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(inputClass, className)} {...rest} />;
}

/** A native select: the platform's own list is the most accessible one there is. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={cn(inputClass, "pr-8", className)} {...rest} />;
}

const inputClass =
  "h-11 w-full min-w-0 rounded-md border border-border-strong bg-card px-3 text-base text-ellipsis text-foreground transition-colors placeholder:text-muted-foreground disabled:bg-muted aria-invalid:border-destructive";
