import { newId } from "@/lib/core/ids";
import type { JobEvent } from "@/lib/core/jobs";

/**
 * The network of an SDK client without a server: events it sends from within a job go where all events go, the outbox.
 * @param send  keeps them
 */
export function outboxFetch(send: (events: JobEvent[]) => Promise<void>): typeof globalThis.fetch {
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (init?.method !== "POST" || !pathname.startsWith("/e/") || typeof init.body !== "string") throw new Error(`The embedded engine has no ${init?.method ?? "GET"} ${pathname}`);
    const events = (JSON.parse(init.body) as JobEvent[]).map((event) => ({ ...event, id: event.id ?? newId() })); // as the SDK's `send` takes them
    await send(events);
    return Response.json({ ids: events.map(({ id }) => id), status: 200 });
  };
}
