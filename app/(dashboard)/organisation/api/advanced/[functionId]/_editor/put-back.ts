"use client";

import { useEffect } from "react";

/** Code that took the draft's place without the editor's doing. */
export type PutBack = { functionId: string; code: string; revision: number };

/** Tells the editor, where one is open: Undo outlives the page that offers it. */
export function tellPutBack(told: PutBack): void {
  dispatchEvent(new CustomEvent<PutBack>(name, { detail: told }));
}

export function usePutBack(hear: (told: PutBack) => void): void {
  useEffect(() => {
    const listener = (event: Event) => event instanceof CustomEvent && hear(event.detail);
    addEventListener(name, listener);
    return () => removeEventListener(name, listener);
  }, [hear]);
}

const name = "visit:draft";
