"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { createContext, type ReactNode, useContext, useMemo, useOptimistic, useState, useTransition } from "react";

export type TableState = {
  /** the address's query as it will be once the table has followed */
  params: URLSearchParams;
  /** the rows shown are not yet those the address asks for */
  isPending: boolean;
  /** Changes filter or order; the table begins at its first page again. */
  change: (edit: (params: URLSearchParams) => void) => void;
  selected: ReadonlySet<string>;
  select: (ids: Iterable<string>) => void;
  /** about to be deleted, and not for long still to be saved */
  leaving: ReadonlySet<string>;
  setLeaving: (ids: ReadonlySet<string>) => void;
};

const State = createContext<TableState | null>(null);

/**
 * What the controls around a table share: where the address goes, and which rows are ticked.
 * @param filterKey  the filter as text: with another filter, nothing is ticked any more
 */
export function TableProvider({ filterKey, children }: { filterKey: string; children: ReactNode }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [query, setQuery] = useOptimistic(useSearchParams().toString());
  const [selection, setSelection] = useState({ filterKey, ids: nobody });
  const [leaving, setLeaving] = useState(nobody);
  const selected = selection.filterKey === filterKey ? selection.ids : nobody;

  const state = useMemo(
    (): TableState => ({
      params: new URLSearchParams(query),
      isPending,
      change: (edit) => {
        const next = new URLSearchParams(query);
        edit(next);
        next.delete("after");
        next.delete("before");
        startTransition(() => {
          setQuery(next.toString());
          router.replace(`?${next.toString()}`, { scroll: false });
        });
      },
      selected,
      select: (ids) => setSelection({ filterKey, ids: new Set(ids) }),
      leaving,
      setLeaving,
    }),
    [query, isPending, selected, leaving, filterKey, router, setQuery],
  );
  return <State.Provider value={state}>{children}</State.Provider>;
}

export function useTable(): TableState {
  const state = useContext(State);
  if (!state) throw new Error("Only inside a TableProvider.");
  return state;
}

const nobody: ReadonlySet<string> = new Set();
