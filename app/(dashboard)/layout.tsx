import type { ReactNode } from "react";
import { requireContext } from "@/app/session";
import { chosenTheme } from "@/app/theme";
import { eventDays } from "@/components/event-dates";
import { Shell } from "@/components/shell/shell";
import { listEventHeads } from "@/lib/events/overview";
import { phaseOf } from "@/lib/organisations/overview";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await requireContext();
  const [events, theme] = await Promise.all([listEventHeads(ctx), chosenTheme()]);
  const choices = events.map((event) => ({ id: event.id, name: event.name, days: eventDays(event.start, event.end, event.timezone), phase: phaseOf(event, ctx.now) }));
  return (
    <Shell account={ctx.account} events={choices} theme={theme}>
      {children}
    </Shell>
  );
}
