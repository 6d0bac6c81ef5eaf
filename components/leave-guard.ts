"use client";

import { useEffect } from "react";

/** Asks before what is not saved is left: by the browser, and by the links of the page itself. */
export function useLeaveGuard(isOn: boolean, question: string): void {
  useEffect(() => {
    if (!isOn) return;
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target !== "" || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.pathname === location.pathname || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener("beforeunload", beforeUnload);
    document.addEventListener("click", click, { capture: true });
    return () => {
      removeEventListener("beforeunload", beforeUnload);
      document.removeEventListener("click", click, { capture: true });
    };
  }, [isOn, question]);
}
