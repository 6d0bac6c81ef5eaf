"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import type { TypeSetup } from "@/lib/registration-types/setup";
import type { SetupState } from "@/app/(dashboard)/_setup/outcome";
import { SetupForm } from "@/app/(dashboard)/_setup/setup-form";
import { StaffEditor } from "./staff-editor";

/** Adds a registration type, or changes `type`, whose kind and place of offer are fixed. */
export function TypeForm({ action, list, type }: { action: (state: SetupState, form: FormData) => Promise<SetupState>; list: string; type?: TypeSetup }) {
  const [kind, setKind] = useState<string>(type?.type ?? "visitor");
  const initial = { name: type?.name ?? "", reference: type?.reference ?? "", isDefault: type?.isDefault ?? false, type: "visitor" };
  return (
    <SetupForm action={action} initial={initial} revision={type?.revision} save={type ? "Save" : "Add"} cancel={list}>
      {({ text, ticked, error }) => (
        <>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Name" hint="What visitors and partners read." error={error("name")}>
              <Input {...text("name")} required />
            </Field>
            <Field label="Reference" hint="By which your other systems know the type." error={error("reference")}>
              <Input {...text("reference")} />
            </Field>
            {type ? null : (
              <>
                <Field label="For" error={error("type")}>
                  <Select {...text("type")} onChange={(event) => setKind(event.target.value)}>
                    <option value="visitor">Visitors</option>
                    <option value="partner">Partners</option>
                  </Select>
                </Field>
                <Checkbox {...ticked("isShared")} label="Share with all events" hint="Every event of the organisation offers it, also later ones." className="content-end" />
              </>
            )}
          </div>
          {type?.isDefault ? (
            <p className="text-sm text-muted-foreground">This is the default. To change that, make another type the default.</p>
          ) : (
            <Checkbox {...ticked("isDefault")} label="Default" hint="Taken when a registration names no type. It takes the place of the present default." />
          )}
          {kind === "partner" ? <StaffEditor kinds={type?.staff ?? []} error={error} /> : null}
        </>
      )}
    </SetupForm>
  );
}
