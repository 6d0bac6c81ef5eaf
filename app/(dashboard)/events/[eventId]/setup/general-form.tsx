"use client";

import { EventFields } from "../../event-fields";
import { saveEvent } from "./actions";
import { SetupForm } from "@/app/(dashboard)/_setup/setup-form";

export function GeneralForm({ eventId, revision, initial, zones }: { eventId: string; revision: bigint; initial: Record<string, string | null>; zones: string[] }) {
  return (
    <SetupForm action={saveEvent.bind(null, eventId)} initial={initial} revision={revision} save="Save">
      {(fields) => <EventFields fields={fields} zones={zones} />}
    </SetupForm>
  );
}
