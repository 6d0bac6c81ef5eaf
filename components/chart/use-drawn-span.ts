import { type PointerEvent, useEffect, useState } from "react";
import { columnAt } from "./stacked-chart-parts";

type Drawn = { from: number; to: number };
type Columns = { count: number; /** pixels between the element's edges and its columns */ before: number; after: number };

/**
 * Follows a mouse with its button held, a finger or a pen across columns, also when it lets go beside them. Escape gives up, and so does a
 * finger that turns out to scroll: the element keeps the browser to that direction with `touch-action`.
 * @param onChoose  gets the first and the last; absent, or with a single column, nothing is followed
 * @returns `drawn`: at least two columns so far
 */
export function useDrawnSpan({ onChoose, ...columns }: Columns & { onChoose: ((first: number, last: number) => void) | undefined }) {
  const [span, setSpan] = useState<Drawn>();
  const isDrawing = span !== undefined;

  useEffect(() => {
    if (!isDrawing) return;
    const giveUp = ({ key }: KeyboardEvent) => key === "Escape" && setSpan(undefined);
    window.addEventListener("keydown", giveUp);
    return () => window.removeEventListener("keydown", giveUp);
  }, [isDrawing]);

  if (!onChoose || columns.count < 2) return { drawn: undefined, isDrawing: false, handlers: undefined };
  const drawn = span && span.from !== span.to ? { first: Math.min(span.from, span.to), last: Math.max(span.from, span.to) } : undefined;
  const placeOf = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return columnAt(clientX - left - columns.before, width - columns.before - columns.after, columns.count);
  };
  return {
    drawn,
    isDrawing,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (!event.isPrimary || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = placeOf(event);
        setSpan({ from: at, to: at });
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const at = placeOf(event);
        setSpan((last) => (last && last.to !== at ? { ...last, to: at } : last));
      },
      onPointerUp: () => {
        setSpan(undefined);
        if (drawn) onChoose(drawn.first, drawn.last);
      },
      onPointerCancel: () => setSpan(undefined),
    },
  };
}
