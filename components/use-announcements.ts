"use client";

import { useEffect, useRef } from "react";

export type Listening = {
  /** `visitors:<event id>`, `partners:<event id>`, `expos:*`, `calls`, … */
  topics: readonly string[];
  /** the organisation's revision before what is shown was read */
  since: string;
  /** between two times that `onChange` is called: an import writes for minutes, and a page follows in steps a person can read */
  pauseMs?: number | undefined;
  /** it is called by itself as well, where what is shown depends on the time */
  everyMs?: number | undefined;
};

/**
 * Calls `onChange` when something under one of the topics was changed, by whomever. Listens while the page is looked at, from where it was
 * read: neither what happened before the stream stood nor what happened meanwhile is missed.
 */
export function useAnnouncements({ topics, since, pauseMs = 2000, everyMs }: Listening, onChange: () => void): void {
  const shown = useRef(since);
  const change = useRef(onChange);
  const address = `/live?${new URLSearchParams(topics.map((topic) => ["topic", topic])).toString()}`;

  useEffect(() => {
    shown.current = since; // a stream that stands goes on; the next one begins here
    change.current = onChange;
  }, [since, onChange]);

  useEffect(() => {
    let stream: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let clock: ReturnType<typeof setInterval> | undefined;
    let changedAt = 0;

    function announce() {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          changedAt = Date.now();
          change.current();
        },
        Math.max(gatherMs, changedAt + pauseMs - Date.now()),
      );
    }
    function listen() {
      stream = new EventSource(`${address}&since=${shown.current}`); // when it breaks, the browser opens it again by itself and says where it stood
      stream.addEventListener("changed", announce);
      if (everyMs !== undefined) clock = setInterval(announce, everyMs);
    }
    function stop() {
      stream?.close();
      stream = undefined;
      clearTimeout(timer);
      clearInterval(clock);
      timer = undefined;
    }
    function look() {
      if (document.hidden) return stop(); // a hidden tab hears nothing: browsers share six connections among all tabs of a site
      if (stream) return;
      listen();
      if (everyMs !== undefined) announce(); // time went on meanwhile
    }

    if (!document.hidden) listen();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      stop();
    };
  }, [address, pauseMs, everyMs]);
}

/** What one click changed is often announced in two or three parts. */
const gatherMs = 150;
