"use client";

import { CircleAlert } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";

type EventsFieldProps = { scope: "all" | "chosen"; chosen: readonly string[]; events: readonly { id: string; name: string }[]; error: string | undefined };

/** Which events a key sees. Untouched means all; a choice that became empty means none, and the page says which. */
export function EventsField({ scope, chosen, events, error }: EventsFieldProps) {
  const [ids, setIds] = useState<readonly string[]>(chosen);
  const [isChosen, setChosen] = useState(scope === "chosen");
  const [search, setSearch] = useState("");
  const statusId = useId();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = events.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  const isNothing = isChosen && ids.length === 0;

  function toggle(id: string, isOn: boolean) {
    setIds(isOn ? [...ids, id] : ids.filter((known) => known !== id));
    setChosen(true);
  }

  return (
    <fieldset aria-describedby={statusId} aria-invalid={error ? true : undefined} className="grid gap-2">
      <legend className="float-left mb-1 text-sm font-medium">Events</legend>
      <input type="hidden" name="eventScope" value={isChosen ? "chosen" : "all"} />
      {ids.map((id) => (
        <input key={id} type="hidden" name="events" value={id} />
      ))}
      <div className="clear-left grid overflow-hidden rounded-md border border-border-strong bg-card">
        <Input
          type="search"
          aria-label="Search events"
          placeholder="Search events"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          className="rounded-none border-0 border-b focus-visible:outline-offset-[-2px]"
        />
        <ul aria-label="Events to choose from" className="grid max-h-56 gap-0.5 overflow-y-auto p-2">
          {found.map(({ id, name }) => (
            <li key={id} className="rounded-sm px-2 py-1.5 has-checked:bg-muted">
              <Checkbox label={name} checked={ids.includes(id)} onChange={(event) => toggle(id, event.target.checked)} className="[&_label]:font-normal" />
            </li>
          ))}
          {found.length === 0 ? <li className="px-2 py-1.5 text-sm text-muted-foreground">{events.length === 0 ? "There is no event yet." : "No event has this name."}</li> : null}
        </ul>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {isChosen ? (
          <Button
            variant="ghost"
            size="sm"
            onClick={() => {
              setIds([]);
              setChosen(false);
            }}
          >
            All events
          </Button>
        ) : null}
        <p id={statusId} role="status" className={isNothing ? "text-sm font-medium text-warning" : "text-sm text-muted-foreground"}>
          {!isChosen ? "None is ticked: the key sees all events, also those added later." : isNothing ? "The choice is empty: the key sees no event at all." : `The key sees ${ids.length === 1 ? "this event" : `these ${ids.length} events`} only.`}
        </p>
      </div>
      {error ? (
        <p className="flex gap-1.5 text-xs font-medium text-destructive">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="block first-letter:uppercase">{error}</span>
        </p>
      ) : null}
    </fieldset>
  );
}
