"use client";

import { useEffect } from "react";
import { useRefresh } from "../use-refresh";

/** Reads the page again and again while something is under way that no feed announces. Rests while the tab is hidden. Renders nothing. */
export function Refresh({ everyMs }: { everyMs: number }) {
  const refresh = useRefresh();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, refresh]);
  return null;
}
