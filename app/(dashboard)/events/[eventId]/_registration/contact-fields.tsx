"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { EntryList } from "./entry-list";
import type { Fields } from "./registration-form";

/** The person or company, as visitors and partners share it. What is rarely filled in is folded away, unless something stands there. */
export function ContactFields({ fields: { text, error }, emailHint }: { fields: Fields; emailHint?: string }) {
  const field = (name: string, label: string, type = "text", hint?: string) => (
    <Field key={name} label={label} hint={hint} error={error(`contact.${name}`)}>
      <Input {...text(`contact.${name}`)} type={type} autoComplete="off" />
    </Field>
  );
  const isOpen = rare.some(([name]) => text(`contact.${name}`).defaultValue !== "" || error(`contact.${name}`));
  return (
    <>
      {field("firstName", "First name")}
      <div className="grid grid-cols-[7rem_1fr] gap-5">
        {field("lastNamePrefix", "Name prefix")}
        {field("lastName", "Last name")}
      </div>
      {field("email", "E-mail", "email", emailHint)}
      {field("phone1", "Phone", "tel")}
      {field("company", "Company")}
      {field("jobFunction", "Function")}
      <details open={isOpen || undefined} className="group grid gap-5 sm:col-span-2">
        <summary className="w-fit rounded-sm text-sm font-medium text-primary hover:underline">More about the contact</summary>
        <div className="mt-4 grid gap-5 sm:grid-cols-2">
          {rare.map(([name, label, type]) => field(name, label, type))}
          <Field label="Comments" error={error("contact.comments")} className="sm:col-span-2">
            <Textarea {...text("contact.comments")} />
          </Field>
        </div>
      </details>
      <EntryList {...text("contact.addresses")} title="Addresses" noun="Address" members={addressMembers} error={error} />
      <EntryList {...text("contact.socialMedia")} title="Social media" noun="Profile" members={profileMembers} error={error} />
    </>
  );
}

const rare: readonly (readonly [name: string, label: string, type?: string])[] = [
  ["title", "Title"],
  ["gender", "Gender"],
  ["firstInitials", "Initials"],
  ["suffix", "Suffix"],
  ["dateOfBirth", "Date of birth", "date"],
  ["department", "Department"],
  ["phone2", "Phone 2", "tel"],
  ["fax", "Fax", "tel"],
  ["website", "Website", "url"],
  ["vatNumber", "VAT number"],
  ["cocNumber", "Chamber of commerce number"],
  ["type", "Contact type"],
  ["reference", "Contact reference"],
];

const addressMembers = [
  { name: "type", label: "Used for", choices: [["postal", "Post"], ["visit", "Visits"], ["invoice", "Invoices"]] },
  { name: "name", label: "Name at the address" },
  { name: "address", label: "Address" },
  { name: "houseNumber", label: "House number" },
  { name: "houseNumberSuffix", label: "House number suffix" },
  { name: "postalCode", label: "Postcode" },
  { name: "city", label: "Town" },
  { name: "state", label: "State or province" },
  { name: "country", label: "Country" },
] as const;
const profileMembers = [
  { name: "type", label: "Network" },
  { name: "url", label: "Web address" },
] as const;
