import type { ReactNode } from "react";
import { requireContext } from "@/app/session";
import { chosenTheme } from "@/app/theme";
import { eventDays } from "@/components/event-dates";
import { Shell } from "@/components/shell/shell";
import { mayEverything } from "@/lib/accounts/permissions";
import { hasOutbox } from "@/lib/core/mail-outbox";
import { listEventHeads } from "@/lib/events/overview";
import { phaseOf } from "@/lib/organisations/overview";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await requireContext();
  const { permissions } = ctx.account;
  const [events, theme, isOutbox] = await Promise.all([listEventHeads(ctx), chosenTheme(), mayEverything(permissions) && hasOutbox(ctx.organisationId)]);
  const choices = events.map((event) => ({ id: event.id, name: event.name, days: eventDays(event.start, event.end, event.timezone), phase: phaseOf(event, ctx.now) }));
  return (
    <Shell account={ctx.account} events={choices} hasOutbox={isOutbox} theme={theme}>
      {children}
    </Shell>
  );
}
