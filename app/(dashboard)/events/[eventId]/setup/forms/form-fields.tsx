"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { FormSetup } from "@/lib/forms/setup";
import type { SetupState } from "@/app/(dashboard)/_setup/outcome";
import { SetupForm } from "@/app/(dashboard)/_setup/setup-form";

type Settings = Pick<FormSetup, "name" | "description" | "senderEmail" | "url" | "isDefault" | "allowsGaps" | "revision">;

/** Adds a form, or changes the settings of `form`. */
export function FormFields({ action, form, cancel }: { action: (state: SetupState, form: FormData) => Promise<SetupState>; form?: Settings; cancel?: string }) {
  const { revision, ...initial } = form ?? { revision: undefined };
  return (
    <SetupForm action={action} initial={initial} revision={revision} save={form ? "Save" : "Add"} {...(cancel && { cancel })}>
      {({ text, ticked, error }) => (
        <>
          <Field label="Name" error={error("name")}>
            <Input {...text("name")} required />
          </Field>
          <Field label="Description" error={error("description")}>
            <Textarea {...text("description")} />
          </Field>
          <Field label="Sender" hint="E-mail address its confirmations come from." error={error("senderEmail")}>
            <Input {...text("senderEmail")} type="email" />
          </Field>
          <Field label="Web address" hint="Where visitors fill it in." error={error("url")}>
            <Input {...text("url")} type="url" placeholder="https://" />
          </Field>
          <Checkbox {...ticked("allowsGaps")} label="Allows gaps" hint="The API may register visitors who left mandatory questions open." />
          {form?.isDefault ? (
            <p className="text-sm text-muted-foreground">This is the default form. To change that, make another form the default.</p>
          ) : (
            <Checkbox {...ticked("isDefault")} label="Default" hint="Taken when a registration names no form. It takes the place of the present default." />
          )}
        </>
      )}
    </SetupForm>
  );
}
