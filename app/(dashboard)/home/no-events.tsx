import { CalendarPlus } from "lucide-react";
import { EmptyState } from "@/components/empty-state";

export function NoEvents() {
  return (
    <EmptyState
      Icon={CalendarPlus}
      title="No events yet"
      text="An event holds its visitors, its partners and the forms they register with. Here each will show its dates and how many people have registered."
    />
  );
}
