"use client";

/**
 * Whether Visit can be reached at this moment; a proxy in front of nobody is not Visit. Whatever Next asks for and gets no answer to, it
 * leaves the page for, or puts an error page in its place, with all that was typed into it. So one asks before.
 */
export async function canReach(): Promise<boolean> {
  if (!navigator.onLine) return false;
  return fetch("/health", { method: "HEAD", cache: "no-store" }).then(
    ({ status }) => status < 500,
    () => false,
  );
}
