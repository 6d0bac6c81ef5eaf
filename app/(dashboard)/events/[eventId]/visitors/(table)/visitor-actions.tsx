"use client";

import { ArrowRightLeft } from "lucide-react";
import { useState } from "react";
import { BulkDialog, DeleteDialog, TagDialog } from "@/components/data-table/bulk-dialogs";
import { counted } from "@/components/data-table/run-many";
import { useTable } from "@/components/data-table/table-state";
import { useMany } from "@/components/data-table/use-many";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { stateWords } from "@/components/visitor-state";
import type { ChangedVisitor, VisitorsChange } from "@/lib/visitors/bulk";
import { registrationStates, type RegistrationState } from "@/lib/visitors/states";
import { change, tagOptions } from "./actions";

/** What can be done with the visitors selected. */
export function VisitorActions({ eventId }: { eventId: string }) {
  const { selected } = useTable();
  const { run, runAfterGrace, noun } = useMany();
  const ids = [...selected];
  const doing = (wanted: VisitorsChange) => (some: string[]) => change(eventId, { ids: some, change: wanted });

  function changeState(state: RegistrationState) {
    void run({
      ids,
      act: doing({ kind: "state", state }),
      says: (who) => `${who} now ${stateWords[state].toLowerCase()}`,
      undo: (changed) => ({ ids: changed.map(({ id }) => id), act: goBack(eventId, changed) }),
    });
  }
  function tag(kind: "addTag" | "removeTag", name: string) {
    const opposite = kind === "addTag" ? "removeTag" : "addTag";
    void run<ChangedVisitor>({
      ids,
      act: doing({ kind, tag: name }),
      says: (who) => (kind === "addTag" ? `${who} tagged ${name}` : `${name} taken off ${who}`),
      undo: (changed) => ({ ids: changed.map(({ id }) => id), act: doing({ kind: opposite, tag: name }) }),
    });
  }

  return (
    <>
      <StateDialog onChange={changeState} />
      <TagDialog suggest={() => tagOptions(eventId, "")} onTag={tag} />
      <DeleteDialog
        text="Their registrations go, with answers and badges, and with them whoever is registered nowhere else."
        onDelete={() => runAfterGrace({ ids, act: doing({ kind: "delete" }), says: (who) => `${who} deleted` }, `${counted(ids.length, noun)} will be deleted`)}
      />
    </>
  );
}

function StateDialog({ onChange }: { onChange: (state: RegistrationState) => void }) {
  const { selected } = useTable();
  const { noun } = useMany();
  const [state, setState] = useState<RegistrationState>("registered");
  return (
    <BulkDialog
      button={
        <>
          <ArrowRightLeft aria-hidden />
          Change state
        </>
      }
      title={`Change the state of ${counted(selected.size, noun)}`}
      text="Each by the rules of a registration. Who may not take this step stays as they are, and you see why."
    >
      {(close) => (
        <form
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            close();
            onChange(state);
          }}
        >
          <Field label="New state" hint="Undo leads back only where the rules allow that step too: who was invited and is registered now cannot become invited again.">
            <Select value={state} onChange={({ target }) => setState(registrationStates.find((one) => one === target.value) ?? state)}>
              {registrationStates.map((one) => (
                <option key={one} value={one}>
                  {stateWords[one]}
                </option>
              ))}
            </Select>
          </Field>
          <Button type="submit" className="justify-self-end">
            Change {counted(selected.size, noun)}
          </Button>
        </form>
      )}
    </BulkDialog>
  );
}

/** Each to the state it had, if it is still as this change left it. */
function goBack(eventId: string, changed: readonly ChangedVisitor[]) {
  const before = new Map(changed.map((visitor) => [visitor.id, visitor]));
  return (ids: string[]) => {
    const states = Object.fromEntries(ids.flatMap((id) => before.get(id) ?? []).map(({ id, state, registerTime, revision }) => [id, { state, registerTime, revision }]));
    return change(eventId, { ids, change: { kind: "back", states } });
  };
}
