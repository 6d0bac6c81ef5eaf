"use client";

import { useActionState, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/input";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { keepingForm } from "@/components/keeping-form";

export type MappedColumn = { heading: string; samples: readonly string[]; target: string };
export type TargetChoice = { key: string; label: string; group: string };
type State = { fields: Record<string, string>; message?: string };

type MappingFormProps<S extends State> = {
  columns: readonly MappedColumn[];
  targets: readonly TargetChoice[];
  /** what is imported, in the plural */
  many: string;
  untouched: Awaited<S>;
  action: (state: Awaited<S>, form: FormData) => Promise<S>;
};

/** Says for each column of a file what it means. */
export function MappingForm<S extends State>({ columns, targets, many, untouched, action }: MappingFormProps<S>) {
  const [state, submit, isPending] = useActionState(action, untouched);
  const [chosen, setChosen] = useState(() => columns.map(({ target }) => target));
  const groups = [...new Set(targets.map(({ group }) => group))];
  const isKeyed = chosen.includes("reference") || chosen.includes("id");
  return (
    <form action={submit} onSubmit={keepingForm(submit)} className="grid gap-6">
      {state.message ? <Alert tone="destructive">{state.fields.targets ?? state.message}</Alert> : null}
      <Table label="Columns of the file">
        <thead>
          <tr>
            <TableHead>Column of the file</TableHead>
            <TableHead className="max-sm:hidden">First values</TableHead>
            <TableHead>Goes to</TableHead>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ heading, samples }, index) => {
            const error = state.fields[`targets.${index}`];
            return (
              <tr key={heading}>
                <TableCell className="max-w-56 font-medium [overflow-wrap:anywhere]">
                  {heading}
                  <span className="block truncate text-xs font-normal text-muted-foreground sm:hidden">{samples[0]}</span>
                </TableCell>
                <TableCell className="max-w-64 text-muted-foreground max-sm:hidden">
                  {samples.map((sample, line) => (
                    <span key={line} className="block truncate">
                      {sample}
                    </span>
                  ))}
                </TableCell>
                <TableCell className="min-w-48">
                  <Select
                    name="target"
                    aria-label={`${heading} goes to`}
                    aria-invalid={error ? true : undefined}
                    aria-describedby={error ? `target-${index}-error` : undefined}
                    value={chosen[index]}
                    onChange={(event) => setChosen(chosen.map((target, at) => (at === index ? event.target.value : target)))}
                  >
                    <option value="">Not imported</option>
                    {groups.map((group) => (
                      <optgroup key={group} label={group}>
                        {targets
                          .filter((target) => target.group === group)
                          .map(({ key, label }) => (
                            <option key={key} value={key}>
                              {label}
                            </option>
                          ))}
                      </optgroup>
                    ))}
                  </Select>
                  {error ? (
                    <p id={`target-${index}-error`} className="mt-1.5 text-xs font-medium text-destructive first-letter:uppercase">
                      {error}
                    </p>
                  ) : null}
                </TableCell>
              </tr>
            );
          })}
        </tbody>
      </Table>
      <p className="max-w-prose text-sm text-muted-foreground">An empty cell leaves what is there. Several tags or answers in one cell are parted by semicolons.</p>
      {isKeyed ? null : (
        <Alert tone="info">
          No column is the reference, so every row adds to the {many}: importing the same file twice adds them twice. With a reference, a row updates whom it finds.
        </Alert>
      )}
      <Button type="submit" disabled={isPending} aria-busy={isPending} className="w-fit">
        Check the file
      </Button>
    </form>
  );
}
