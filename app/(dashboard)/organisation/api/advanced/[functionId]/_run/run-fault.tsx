import { cn } from "@/components/cn";
import type { RunError } from "@/lib/functions/schema";

/** Why a run failed, and where in the code. */
export function RunFault({ error: { name, message, line, column, errors }, className }: { error: RunError; className?: string }) {
  return (
    <div className={cn("rounded-md border border-destructive/35 bg-destructive-muted px-3 py-2 text-xs text-destructive", className)}>
      <p className="font-semibold [overflow-wrap:anywhere]">
        {name}: {message}
      </p>
      {line === undefined ? null : (
        <p>
          Line {line}
          {column === undefined ? "" : `, column ${column}`}
        </p>
      )}
      {faultsOf(errors).map(({ field, description }) => (
        <p key={field} className="mt-1 [overflow-wrap:anywhere]">
          <span className="font-mono">{field}</span>: {description}
        </p>
      ))}
    </div>
  );
}

/** Of a refused call of the API. Code may throw what it likes, so the shape is looked at. */
function faultsOf(errors: unknown): { field: string; description: string }[] {
  return Array.isArray(errors) ? errors.filter(isFault) : [];
}

function isFault(value: unknown): value is { field: string; description: string } {
  return typeof value === "object" && value !== null && "field" in value && typeof value.field === "string" && "description" in value && typeof value.description === "string";
}
