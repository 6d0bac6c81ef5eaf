"use client";

import { ChevronDown } from "lucide-react";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dropdown, DropdownContent, DropdownItem, DropdownTrigger } from "@/components/ui/dropdown";
import { done, refused } from "@/components/undo";
import { stateWords } from "@/components/visitor-state";
import { statesAfter, type RegistrationState } from "@/lib/visitors/states";
import { changeVisitor } from "./actions";

type Ref = { eventId: string; visitorId: string; revision: string };

/** The states that may follow, and no others. */
export function StateMenu({ state, eventId, visitorId, revision }: Ref & { state: RegistrationState }) {
  const [isPending, start] = useTransition();
  function become(next: RegistrationState) {
    start(async () => {
      const outcome = await changeVisitor(eventId, visitorId, revision, { registrationState: next });
      if (outcome.kind === "refused") refused("The state stays as it was", outcome.message);
      else done(`The state is now: ${stateWords[next]}`);
    });
  }
  return (
    <Dropdown>
      <DropdownTrigger asChild>
        <Button variant="outline" disabled={isPending} aria-busy={isPending}>
          Change state
          <ChevronDown aria-hidden />
        </Button>
      </DropdownTrigger>
      <DropdownContent>
        {statesAfter(state).map((next) => (
          <DropdownItem key={next} onSelect={() => become(next)}>
            {stateWords[next]}
          </DropdownItem>
        ))}
      </DropdownContent>
    </Dropdown>
  );
}

export function AttendanceButton({ attended, eventId, visitorId, revision }: Ref & { attended: boolean }) {
  const [isPending, start] = useTransition();
  const next = attended ? "no-show" : "show";
  function mark() {
    start(async () => {
      const outcome = await changeVisitor(eventId, visitorId, revision, { attendanceState: next });
      if (outcome.kind === "refused") refused("The attendance stays as it was", outcome.message);
    });
  }
  return (
    <Button variant="outline" size="sm" onClick={mark} disabled={isPending} aria-busy={isPending}>
      Mark as {attended ? "absent" : "attended"}
    </Button>
  );
}
