import { useEffect, useState } from "react";
import type { Found } from "@/lib/events/find-people";

/** Visitors and partners of an event while somebody types; an answer that a later key press has overtaken is dropped. */
export function usePeople(eventId: string | undefined, query: string): { people: readonly Found[]; isLooking: boolean } {
  const wanted = eventId && query.trim().length > 1 ? `/find?${new URLSearchParams({ event: eventId, q: query.trim() }).toString()}` : undefined;
  const [answer, setAnswer] = useState<{ to: string; people: readonly Found[] }>();

  useEffect(() => {
    if (!wanted) return;
    const overtaken = new AbortController();
    const timer = setTimeout(() => {
      fetch(wanted, { signal: overtaken.signal })
        .then(async (response): Promise<Found[]> => (response.ok ? response.json() : []))
        .then((people) => setAnswer({ to: wanted, people }))
        .catch(() => undefined); // overtaken, or offline: the pages and events are still there
    }, typingMs);
    return () => {
      clearTimeout(timer);
      overtaken.abort();
    };
  }, [wanted]);

  return { people: wanted && answer ? answer.people : [], isLooking: wanted !== undefined && answer?.to !== wanted };
}

const typingMs = 120;
