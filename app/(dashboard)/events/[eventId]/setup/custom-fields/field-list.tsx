"use client";

import { Braces } from "lucide-react";
import { CopyButton } from "@/components/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { CustomField } from "@/lib/events/custom-fields";
import { InlineList } from "../inline-list";
import { removeField, restoreField, saveField } from "./actions";

export function FieldList({ eventId, items }: { eventId: string; items: CustomField[] }) {
  return (
    <InlineList
      label="Custom fields"
      word="custom field"
      Icon={Braces}
      items={items}
      empty="A text that several mails and pages show, such as the Wi-Fi password, is kept here once and written there as #custom:wifi#."
      initial={(item) => ({ name: item?.name ?? "", value: item?.value ?? "" })}
      save={saveField.bind(null, eventId)}
      remove={removeField.bind(null, eventId)}
      restore={restoreField.bind(null, eventId)}
      fields={({ text, error }) => (
        <div className="grid gap-5 sm:grid-cols-[14rem_minmax(0,1fr)]">
          <Field label="Name" hint="Lower-case letters. Texts that use the old name are not changed." error={error("name")}>
            <Input {...text("name")} autoCapitalize="off" spellCheck={false} required />
          </Field>
          <Field label="Value" error={error("value")}>
            <Textarea {...text("value")} required />
          </Field>
        </div>
      )}
    >
      {({ name, value }) => (
        <div className="grid items-center gap-x-5 sm:grid-cols-[15rem_minmax(0,1fr)]">
          <span className="flex min-w-0 items-center gap-1">
            <code className="min-w-0 font-mono text-sm break-words">{`#custom:${name}#`}</code>
            <CopyButton text={`#custom:${name}#`} className="text-muted-foreground hover:bg-muted hover:text-foreground" />
          </span>
          <span className="text-sm break-words whitespace-pre-line">{value}</span>
        </div>
      )}
    </InlineList>
  );
}
