"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Reads the page again when something it shows was changed, by whomever. Renders nothing. Listens while the page is looked at;
 * coming back to it reads once, for what was missed. State of the page's client leaves stays as it is.
 * @param topics  `visitors:<event id>`, `partners:<event id>`, `expos:*`, …
 */
export function Live({ topics }: { topics: readonly string[] }) {
  const router = useRouter();
  const address = `/live?${new URLSearchParams(topics.map((topic) => ["topic", topic])).toString()}`;

  useEffect(() => {
    let stream: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let refreshedAt = 0;
    let hasGap = false;

    function refresh() {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          refreshedAt = Date.now();
          router.refresh();
        },
        Math.max(gatherMs, refreshedAt + pauseMs - Date.now()),
      );
    }
    function listen() {
      stream = new EventSource(address);
      stream.addEventListener("changed", refresh);
      stream.addEventListener("open", () => {
        if (hasGap) refresh();
        hasGap = false;
      });
      stream.addEventListener("error", () => (hasGap = true)); // the browser connects again by itself, unless it was refused
    }
    function stop() {
      stream?.close();
      stream = undefined;
      clearTimeout(timer);
      timer = undefined;
    }
    function look() {
      // A hidden tab hears nothing: browsers share six connections among all tabs of a site.
      if (document.hidden) {
        stop();
        hasGap = true;
      } else if (!stream) listen();
    }

    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      stop();
    };
  }, [address, router]);

  return null;
}

/** An import writes for minutes: the page follows in steps a person can read. */
const pauseMs = 2000;
/** What one click changed is often announced in two or three parts. */
const gatherMs = 150;
