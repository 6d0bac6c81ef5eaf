import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/components/cn";

/** A tick box with its label beside it. The whole label can be pressed. */
export function Checkbox({ label, hint, className, ...rest }: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className={cn("grid grid-cols-[auto_1fr] gap-x-3", className)}>
      <input id={id} type="checkbox" aria-describedby={hint ? `${id}-hint` : undefined} className="mt-1 size-4.5 accent-primary" {...rest} />
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="col-start-2 text-xs text-muted-foreground">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
