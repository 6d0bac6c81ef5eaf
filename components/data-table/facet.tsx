"use client";

import { ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, Suspense, use, useDeferredValue, useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Option } from "@/lib/core/browsing";
import { useTable } from "./table-state";

type FacetProps = {
  label: string;
  /** the parameter of the address, several times for several values */
  name: string;
  /** the values there are; without them they are looked for with `load` when the list opens */
  options?: readonly Option[];
  /** how many have each value, when that is known */
  counts?: Promise<Readonly<Record<string, number>>>;
  load?: (query: string) => Promise<Option[]>;
  /** what the values chosen are called, where `options` does not say */
  chosen?: readonly Option[];
  /** whether `options` are so many that one looks for them */
  isLong?: boolean;
};

/** One filter: a button that opens a list to tick. */
export function Facet({ label, name, options, counts, load, chosen = [], isLong = false }: FacetProps) {
  const { params, change } = useTable();
  const ticked = params.getAll(name);
  const toggle = (value: string, isTicked: boolean) => change((next) => (isTicked ? next.append(name, value) : next.delete(name, value)));
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button variant="outline" className="px-3.5">
          {label}
          {ticked.length > 0 ? <span className="rounded-full bg-primary px-1.5 text-xs text-primary-foreground tabular-nums">{ticked.length}</span> : null}
          <ChevronDown aria-hidden />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="start" sideOffset={8} collisionPadding={12} aria-label={label} className="z-40 grid w-72 gap-2 rounded-lg border bg-popover p-2 text-sm shadow-lg shadow-foreground/8 outline-none">
          {load ? (
            <Searched label={label} load={load} chosen={chosen.filter(({ value }) => ticked.includes(value))}>
              {(found) => <Options options={found} ticked={ticked} toggle={toggle} />}
            </Searched>
          ) : isLong ? (
            <Found label={label} options={options ?? []}>
              {(found) => <Options options={found} ticked={ticked} toggle={toggle} />}
            </Found>
          ) : (
            <Suspense fallback={<Options options={options ?? []} ticked={ticked} toggle={toggle} />}>
              <Counted options={options ?? []} counts={counts ?? none} ticked={ticked} toggle={toggle} />
            </Suspense>
          )}
          {ticked.length > 0 ? (
            <Button variant="ghost" size="sm" onClick={() => change((next) => next.delete(name))}>
              Clear
            </Button>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type OptionsProps = { options: readonly Option[]; ticked: readonly string[]; toggle: (value: string, isTicked: boolean) => void };

function Options({ options, ticked, toggle }: OptionsProps) {
  const groups = [...new Set(options.map(({ group }) => group))];
  return (
    <div className="max-h-88 overflow-y-auto">
      {groups.map((group) => (
        <div key={group ?? ""} role={group === undefined ? undefined : "group"} aria-label={group}>
          {group === undefined ? null : <p className="px-2.5 pt-3 pb-1 text-xs font-medium text-muted-foreground">{group}</p>}
          <ul>
            {options.filter((option) => option.group === group).map(({ value, label, count }) => (
              <li key={value}>
                <label className="flex cursor-pointer items-center gap-3 rounded-md px-2.5 py-2 hover:bg-muted">
                  <input type="checkbox" checked={ticked.includes(value)} onChange={({ target }) => toggle(value, target.checked)} className="size-4.5 shrink-0 accent-primary" />
                  <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{label}</span>
                  {count === undefined ? null : <span className="text-xs text-muted-foreground tabular-nums">{count.toLocaleString("en-GB")}</span>}
                </label>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** Of many values those that have what is typed, in their own words or in their group's. */
function Found({ label, options, children }: { label: string; options: readonly Option[]; children: (options: readonly Option[]) => ReactNode }) {
  const [query, setQuery] = useState("");
  const words = query.toLowerCase().split(/\s+/);
  const found = options.filter((option) => words.every((word) => `${option.group ?? ""} ${option.label}`.toLowerCase().includes(word)));
  return (
    <>
      <Input type="search" aria-label={`Find in ${label.toLowerCase()}`} placeholder="Find…" value={query} onChange={({ target }) => setQuery(target.value)} maxLength={100} className="h-10" />
      {children(found)}
      <p role="status" className="px-2.5 pb-1 text-xs text-muted-foreground empty:hidden">
        {found.length === 0 ? "Nothing found." : ""}
      </p>
    </>
  );
}

function Counted({ counts, options, ...rest }: OptionsProps & { counts: Promise<Readonly<Record<string, number>>> }) {
  const known = use(counts);
  return <Options options={options.map((option) => ({ ...option, count: known[option.value] ?? 0 }))} {...rest} />;
}

/** Values that are too many to list: the most used, and whatever a search finds. What is ticked is always among them. */
function Searched({ label, load, chosen, children }: { label: string; load: (query: string) => Promise<Option[]>; chosen: readonly Option[]; children: (options: readonly Option[]) => ReactNode }) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<readonly Option[]>();
  const asked = useDeferredValue(query);
  const id = useId();

  useEffect(() => {
    let isOvertaken = false;
    const timer = setTimeout(() => void load(asked).then((options) => !isOvertaken && setFound(options), () => !isOvertaken && setFound([])), asked ? 200 : 0); // prettier-ignore
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [asked, load]);

  const options = [...chosen.filter(({ value }) => !found?.some((option) => option.value === value)), ...(found ?? [])];
  return (
    <>
      <Input type="search" aria-label={`Find in ${label.toLowerCase()}`} aria-describedby={id} placeholder="Find…" value={query} onChange={({ target }) => setQuery(target.value)} maxLength={100} className="h-10" />
      {children(options)}
      <p id={id} role="status" className="px-2.5 pb-1 text-xs text-muted-foreground empty:hidden">
        {found === undefined ? "Looking…" : options.length === 0 ? "Nothing found." : ""}
      </p>
    </>
  );
}

const none: Promise<Readonly<Record<string, number>>> = Promise.resolve({});
