import { CalendarPlus } from "lucide-react";

export function NoEvents() {
  return (
    <div className="mt-10 grid justify-items-center gap-3 rounded-xl border border-dashed border-border-strong px-6 py-16 text-center">
      <CalendarPlus aria-hidden className="size-8 text-muted-foreground" />
      <h2 className="text-lg">No events yet</h2>
      <p className="max-w-prose text-sm text-muted-foreground">An event holds its visitors, its partners and the forms they register with. Here each will show its dates and how many people have registered.</p>
    </div>
  );
}
