"use client";

/**
 * For the `ref` of a bar that stands over the foot of the page: while it does, messages appear above it (see components/undo.tsx),
 * because what somebody wants to press next is often right there. A sticky bar counts only as long as it sticks.
 */
export function standsAtFoot(bar: HTMLElement | null): (() => void) | undefined {
  if (!bar) return undefined;
  const { style } = document.documentElement;
  const measure = () => {
    const { top, bottom } = bar.getBoundingClientRect();
    style.setProperty(footHeight, `${bottom > window.innerHeight - edgePixels ? Math.max(0, window.innerHeight - top) : 0}px`);
  };
  const sizes = new ResizeObserver(measure);
  for (const element of [bar, document.body]) sizes.observe(element);
  for (const moved of ["scroll", "resize"]) window.addEventListener(moved, measure, { passive: true });
  return () => {
    sizes.disconnect();
    for (const moved of ["scroll", "resize"]) window.removeEventListener(moved, measure);
    style.removeProperty(footHeight);
  };
}

/** How much of the window's foot is taken, as CSS. */
export const pageFoot = "var(--page-foot, 0px)";
const footHeight = "--page-foot";
/** How far above the window's edge a message would begin. */
const edgePixels = 24;
