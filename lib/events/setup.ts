import { checkExpectation, type Context } from "@/lib/core/context";
import { write } from "@/lib/core/db";
import { toMailbox } from "@/lib/core/mailbox";
import { runtime } from "@/lib/core/runtime";
import { wallTime } from "@/lib/core/wall-time";
import { instantIn } from "@/lib/core/zone";
import { eventOf, type EventRef } from "./event-of";
import type { EventInput } from "./setup-schema";

/** What Event > Setup > General shows. */
export type EventSetup = Awaited<ReturnType<typeof getEventSetup>>;

/** @throws expo_not_found */
export async function getEventSetup(ctx: Context, input: EventRef) {
  const { id, revision, name, description, reference, contactEmail, start, end, timezone } = await eventOf(runtime().database.read, ctx, input);
  return { id, revision, name, description, reference, contactEmail, start, end, timezone };
}

/** @throws expo_not_found, precondition_failed */
export function updateEvent(ctx: Context, { eventId, ...input }: EventInput & EventRef): Promise<void> {
  return write(ctx, async (tx) => {
    const event = await eventOf(tx, ctx, { eventId });
    checkExpectation(ctx, event.revision);
    // The page shows minutes. A time it did not change keeps its seconds: an event may end at 23:59:59.
    const instant = (now: Date, sent: string) => instantIn(input.timezone, sent.slice(0, 10), `${sent.slice(11)}:${wallTime(event.timezone, now) === sent ? secondsOf(now) : "00"}`);
    await tx.event.update({
      where: { id: event.id },
      data: {
        name: input.name,
        description: input.description,
        reference: input.reference,
        contactEmail: toMailbox({ name: input.contactName, address: input.contactEmail }),
        start: instant(event.start, input.start),
        end: instant(event.end, input.end),
        timezone: input.timezone,
      },
    });
  });
}

const secondsOf = (at: Date) => String(at.getUTCSeconds()).padStart(2, "0");
