import type { ReactNode } from "react";
import { CircleAlert } from "lucide-react";

export type Choice = { value: string; label: string; /** what choosing it means */ text?: ReactNode };

/** One of a few, each with room to say what it means. */
export function RadioGroup({ legend, hint, error, name, choices, defaultValue }: { legend: string; hint?: ReactNode; error?: string; name: string; choices: readonly Choice[]; defaultValue?: string }) {
  return (
    <fieldset className="grid gap-1.5" aria-invalid={error ? true : undefined}>
      <legend className="float-left text-sm font-medium">{legend}</legend>
      {hint ? <p className="clear-left text-xs text-muted-foreground">{hint}</p> : null}
      <div className="clear-left mt-1 grid gap-2">
        {choices.map(({ value, label, text }) => (
          <label key={value} className="flex cursor-pointer gap-3 rounded-md border border-border-strong bg-card px-4 py-3 transition-colors has-checked:border-primary has-checked:bg-muted has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
            <input type="radio" name={name} value={value} defaultChecked={value === defaultValue} className="mt-1 size-4 shrink-0 accent-primary outline-none" />
            <span>
              <span className="block text-sm font-medium">{label}</span>
              {text ? <span className="block text-sm text-muted-foreground">{text}</span> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p className="flex gap-1.5 text-xs font-medium text-destructive">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="block first-letter:uppercase">{error}</span>
        </p>
      ) : null}
    </fieldset>
  );
}
