"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

/**
 * Reads the page again when something it shows was changed, by whomever. Renders nothing. Listens while the page is looked at, from
 * where the page was read: neither what happened before the stream stood nor what happened meanwhile is missed. State of the page's
 * client leaves stays as it is.
 * @param topics  `visitors:<event id>`, `partners:<event id>`, `expos:*`, …
 * @param since    the organisation's revision before the page was read
 * @param pauseMs  between two readings: an import writes for minutes, and the page follows in steps a person can read
 * @param everyMs  reads again by itself as well, where what is shown depends on the time
 */
export function Live({ topics, since, pauseMs = 2000, everyMs }: { topics: readonly string[]; since: string; pauseMs?: number; everyMs?: number }) {
  const router = useRouter();
  const shown = useRef(since);
  const address = `/live?${new URLSearchParams(topics.map((topic) => ["topic", topic])).toString()}`;

  useEffect(() => {
    shown.current = since; // a stream that stands goes on; the next one begins here
  }, [since]);

  useEffect(() => {
    let stream: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let clock: ReturnType<typeof setInterval> | undefined;
    let refreshedAt = 0;

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
      stream = new EventSource(`${address}&since=${shown.current}`); // when it breaks, the browser opens it again by itself and says where it stood
      stream.addEventListener("changed", refresh);
      if (everyMs !== undefined) clock = setInterval(refresh, everyMs);
    }
    function stop() {
      stream?.close();
      stream = undefined;
      clearTimeout(timer);
      clearInterval(clock);
      timer = undefined;
    }
    function look() {
      if (document.hidden) stop(); // a hidden tab hears nothing: browsers share six connections among all tabs of a site
      else if (!stream) listen();
    }

    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      stop();
    };
  }, [address, router, pauseMs, everyMs]);

  return null;
}

/** What one click changed is often announced in two or three parts. */
const gatherMs = 150;
