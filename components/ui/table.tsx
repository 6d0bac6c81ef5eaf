import type { ComponentProps } from "react";
import { cn } from "@/components/cn";

/** Scrolls by itself when the page is narrow; reachable by keyboard then, and named for whoever cannot see it. */
export function Table({ label, className, children, ...rest }: ComponentProps<"table"> & { label: string }) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className="relative overflow-x-auto rounded-md border bg-card">
      <table className={cn("w-full border-collapse text-left text-sm", className)} {...rest}>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ className, ...rest }: ComponentProps<"th">) {
  return <th scope="col" className={cn("border-b bg-muted px-4 py-2 text-xs font-medium text-muted-foreground", className)} {...rest} />;
}

export function TableCell({ className, ...rest }: ComponentProps<"td">) {
  return <td className={cn("border-b px-4 py-3 align-top [tr:last-child>&]:border-b-0", className)} {...rest} />;
}
