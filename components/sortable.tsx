"use client";

import { ChevronDown, ChevronUp, GripVertical } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { cn } from "@/components/cn";

type SortableProps<Item> = {
  /** what the list is of, for those who cannot see it */
  label: string;
  items: readonly Item[];
  /** how one is called in the words of its buttons */
  nameOf: (item: Item) => string;
  /** told the ids in their new order: after a drag when it ends, else at once */
  onOrder: (ids: string[]) => void;
  children: (item: Item, place: number) => ReactNode;
};

/**
 * A list in an order that people choose: by dragging the grip with mouse or finger, and by two buttons that need neither.
 * Arrow keys work on the buttons too. The caller keeps the order; what is being dragged is shown where it would fall.
 */
export function Sortable<Item extends { id: string }>({ label, items, nameOf, onOrder, children }: SortableProps<Item>) {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<{ id: string; ids: string[] } | null>(null);
  const [said, setSaid] = useState("");
  const ids = drag?.ids ?? items.map(({ id }) => id);
  const byId = new Map(items.map((item) => [item.id, item]));

  function move(id: string, to: number, button: HTMLElement) {
    const item = byId.get(id);
    if (!item || to < 0 || to >= ids.length) return;
    flushSync(() => {
      onOrder(moved(ids, id, to));
      setSaid(`${nameOf(item)}: ${to + 1} of ${ids.length}`);
    });
    button.focus(); // moving its row in the document may have taken the focus from it
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>, id: string, place: number) {
    const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(id, to, event.target instanceof HTMLElement ? event.target : event.currentTarget);
  }

  function begin(event: PointerEvent<HTMLElement>, id: string) {
    if (event.button !== 0) return;
    event.preventDefault();
    list.current?.setPointerCapture(event.pointerId); // the list's, because a row that moves in the document would lose it
    setDrag({ id, ids });
  }

  function follow(event: PointerEvent<HTMLElement>) {
    if (!drag) return;
    const edge = 72;
    if (event.clientY < edge) window.scrollBy(0, -edge / 4);
    if (event.clientY > window.innerHeight - edge) window.scrollBy(0, edge / 4);
    const to = placeAt(event.clientY);
    if (to !== ids.indexOf(drag.id)) setDrag({ id: drag.id, ids: moved(ids, drag.id, to) });
  }

  /** How many of the other rows have their middle above a height on the screen. */
  function placeAt(y: number): number {
    const rows = [...(list.current?.children ?? [])].filter((row) => row instanceof HTMLElement && row.dataset.id !== drag?.id);
    return rows.filter((row) => middleOf(row) < y).length;
  }

  function end() {
    if (!drag) return;
    const isChanged = drag.ids.some((id, place) => items[place]?.id !== id);
    if (isChanged) onOrder(drag.ids);
    setDrag(null);
  }

  return (
    <>
      <ol ref={list} aria-label={label} className="grid gap-2" onPointerMove={follow} onPointerUp={end} onPointerCancel={() => setDrag(null)}>
        {ids.map((id, place) => {
          const item = byId.get(id);
          if (!item) return null;
          const name = nameOf(item);
          return (
            <li
              key={id}
              data-id={id}
              className={cn("grid grid-cols-[auto_minmax(0,1fr)] items-stretch rounded-lg border bg-card", drag?.id === id && "border-ring shadow-lg shadow-foreground/10")}
            >
              <div data-changes className="flex items-center gap-0.5 border-r py-1.5 pr-1 pl-1.5 text-muted-foreground" onKeyDown={(event) => onKeyDown(event, id, place)}>
                <span aria-hidden title="Drag to order" onPointerDown={(event) => begin(event, id)} className="grid h-11 w-6 cursor-grab touch-none place-items-center active:cursor-grabbing">
                  <GripVertical className="size-4.5" />
                </span>
                <div className="grid">
                  <MoveButton label={`Move ${name} up`} isAtEnd={place === 0} onPress={(button) => move(id, place - 1, button)} Icon={ChevronUp} />
                  <MoveButton label={`Move ${name} down`} isAtEnd={place === ids.length - 1} onPress={(button) => move(id, place + 1, button)} Icon={ChevronDown} />
                </div>
              </div>
              <div className="col-start-2 min-w-0">{children(item, place)}</div>
            </li>
          );
        })}
      </ol>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </>
  );
}

/** At the end of the list it stays focusable, or the keyboard would lose its place there. */
function MoveButton({ label, isAtEnd, onPress, Icon }: { label: string; isAtEnd: boolean; onPress: (button: HTMLElement) => void; Icon: typeof ChevronUp }) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={isAtEnd}
      onClick={(event) => onPress(event.currentTarget)}
      className="grid h-6 w-7 place-items-center rounded-sm hover:bg-muted hover:text-foreground aria-disabled:cursor-default aria-disabled:opacity-35 aria-disabled:hover:bg-transparent"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}

function moved(ids: readonly string[], id: string, to: number): string[] {
  const rest = ids.filter((other) => other !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

function middleOf(row: Element): number {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}
