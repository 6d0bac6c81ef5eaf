"use client";

import { useState } from "react";
import type { SetupFields } from "@/app/(dashboard)/_setup/setup-form";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { intervals } from "@/lib/functions/schema";
import { scheduleWords } from "../../function-words";

/** About every so many minutes, or daily at a time in a zone. `initial`: as the form's field has it. */
export function ScheduleFields({ initial, zones, fields: { text, error } }: { initial: string; zones: readonly string[]; fields: SetupFields }) {
  const [schedule, setSchedule] = useState(initial);
  return (
    <>
      <Field label="Runs" error={error("schedule")} className="sm:max-w-80">
        <Select name="schedule" value={schedule} onChange={({ target }) => setSchedule(target.value)}>
          {intervals.map((minutes) => (
            <option key={minutes} value={minutes}>
              {scheduleWords({ kind: "every", minutes })}
            </option>
          ))}
          <option value="daily">Daily</option>
        </Select>
      </Field>
      {schedule === "daily" ? (
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Time" error={error("dailyAt")}>
            <Input type="time" {...text("dailyAt")} />
          </Field>
          <Field label="Time zone" hint="It keeps to the clocks there, in summer and in winter." error={error("zone")}>
            <Select {...text("zone")}>
              {zones.map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </Select>
          </Field>
        </div>
      ) : null}
    </>
  );
}
