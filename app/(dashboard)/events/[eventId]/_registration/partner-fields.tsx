"use client";

import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { ContactFields } from "./contact-fields";
import { FormSection } from "./form-section";
import type { Fields } from "./registration-form";
import { TagsInput } from "./tags-input";
import { errorBelow } from "./visitor-fields";

/** Everything about a partner that people can say. */
export function PartnerFields({ fields, types }: { fields: Fields; types: readonly { id: string; name: string }[] }) {
  const { text, error } = fields;
  const field = (name: string, label: string, hint?: string) => (
    <Field label={label} hint={hint} error={error(name)}>
      <Input {...text(name)} />
    </Field>
  );
  return (
    <>
      <FormSection title="Partner">
        {field("name", "Name", "As it stands in lists and on badges.")}
        <Field label="Registration type" error={error("registrationType")}>
          <Select {...text("registrationType")}>
            {types.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        {field("hall", "Hall")}
        <div className="grid grid-cols-2 gap-5">
          {field("boothNumber", "Booth number")}
          {field("boothSize", "Booth size")}
        </div>
        <Field label="Staff limit" hint="How many staff it may have. Empty is no limit." error={error("staffLimit")}>
          <Input {...text("staffLimit")} inputMode="numeric" />
        </Field>
        {field("reference", "Reference", "By which your other systems know the partner.")}
        {field("language", "Language", "A tag like nl or pt-BR.")}
        <TagsInput label="Tags" {...text("tags")} error={errorBelow(fields, "tags")} />
        <TagsInput label="Labels" {...text("labels")} error={errorBelow(fields, "labels")} />
      </FormSection>
      <FormSection title="Contact" text="The company, and the person who speaks for it.">
        <ContactFields fields={fields} />
      </FormSection>
    </>
  );
}
