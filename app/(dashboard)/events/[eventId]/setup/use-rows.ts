"use client";

import { useEffect, useRef, useState } from "react";

/** A row of an editor; `key` tells it from the others for as long as the page stands. */
export type Keyed<Row> = Row & { key: string };

/** Rows of a form that are added and removed before anything is saved. Put `listRef` around the list, and the key on each row as `data-id`: the row just added takes the focus. */
export function useRows<Row extends object>(initial: readonly Row[]) {
  const [rows, setRows] = useState<Keyed<Row>[]>(() => initial.map((row, place) => ({ ...row, key: `first-${place}` })));
  const [focused, setFocused] = useState<string>();
  const next = useRef(0);
  const listRef = useRef<HTMLDivElement>(null);
  const newKey = () => `added-${next.current++}`;

  useEffect(() => {
    if (!focused) return;
    listRef.current?.querySelector<HTMLElement>(`[data-id="${focused}"] input`)?.focus();
    setFocused(undefined);
  }, [focused]);

  return {
    rows,
    listRef,
    add: (...added: Row[]) => {
      const keyed = added.map((row) => ({ ...row, key: newKey() }));
      setRows((now) => [...now, ...keyed]);
      setFocused(keyed.at(-1)?.key);
    },
    change: (key: string, part: Partial<Row>) => setRows((now) => now.map((row) => (row.key === key ? { ...row, ...part } : row))),
    remove: (key: string) => setRows((now) => now.filter((row) => row.key !== key)),
    order: (keys: readonly string[]) => setRows((now) => keys.flatMap((key) => now.filter((row) => row.key === key))),
    insertAfter: (key: string, added: Row[]) => setRows((now) => now.flatMap((row) => (row.key === key ? [row, ...added.map((one) => ({ ...one, key: newKey() }))] : [row]))),
  };
}
