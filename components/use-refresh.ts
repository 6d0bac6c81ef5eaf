"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";
import { canReach } from "./reach";

/** Reads the page again, once Visit can be reached. */
export function useRefresh(): () => void {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current++;
      clearTimeout(timer.current);
    },
    [],
  );
  return useCallback(() => {
    const mine = ++turn.current;
    async function refresh() {
      const isReached = await canReach();
      if (mine !== turn.current) return; // a later one asks, or the page is gone
      if (isReached) router.refresh();
      else timer.current = setTimeout(() => void refresh(), againMs);
    }
    clearTimeout(timer.current);
    void refresh();
  }, [router]);
}

const againMs = 2000;
