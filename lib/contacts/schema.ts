import { z } from "zod";
import { optional, RecordId, Reference, text } from "@/lib/core/wire-schema";

const AddressType = z.enum(["postal", "visit", "invoice"]).describe("What the address is for.");

const addressTexts = {
  name: text(200, "Name at this address."),
  address: text(500, "Street, or all of it before the postcode."),
  houseNumber: text(50, "House number."),
  houseNumberSuffix: text(50, "What follows the house number."),
  postalCode: text(50, "Postcode, as written."),
  city: text(200, "Town."),
  state: text(200, "State or province."),
  country: text(100, "Country: a name or a code, as sent."),
};

/** A scheme other than http and https is refused; none at all is taken as sent (`www.example.org`). */
const webAddress = (description: string) =>
  z
    .string()
    .max(2000, { abort: true })
    .regex(/^(?:(?:https?:\/\/)\S+|(?![a-z][a-z0-9+-]*:)\S*)$/i, "must be a web address like https://example.org/")
    .describe(description);

const texts = {
  reference: Reference,
  type: text(100, "Kind of contact."),
  gender: text(50, "Gender, as sent."),
  title: text(100, "Title."),
  firstInitials: text(50, "Initials."),
  firstName: text(200, "First name."),
  lastNamePrefix: text(100, "What stands before the last name, like `van der`."),
  lastName: text(200, "Last name."),
  suffix: text(100, "What follows the name."),
  dateOfBirth: z
    .string()
    .max(10, { abort: true })
    .refine(isDateOrEmpty, { error: "must be a date like 1984-05-31", params: { error: "invalid_format" } })
    .meta({ format: "date", description: "Date of birth." }),
  company: text(300, "Company."),
  department: text(200, "Department."),
  jobFunction: text(200, "Function."),
  phone1: text(50, "Telephone."),
  phone2: text(50, "Second telephone."),
  fax: text(50, "Fax."),
  email: z
    .string()
    .max(254, { abort: true })
    .regex(/^$|^\s*[^\s@]+@[^\s@]+\s*$/, "must be an e-mail address like name@example.org")
    .describe("E-mail address, kept as sent; compared without blanks around it and without case."),
  website: webAddress("Website."),
  vatNumber: text(50, "VAT number."),
  cocNumber: text(50, "Number at the chamber of commerce."),
  comments: text(10_000, "Comments."),
};

const SentAddress = z.object({ type: optional(AddressType).describe("What the address is for; postal when not said."), ...allOptional(addressTexts) });
const SentProfile = z.object({ type: optional(text(100, "Network.")), url: optional(webAddress("Address of the profile.")) });

/** A contact in a body: absent keeps, a value sets, null clears. Lists are replaced whole. */
export const SentContact = z.object({
  id: optional(z.string().max(100)).describe("Id of a contact that exists: the registration is linked to it."),
  ...allOptional(texts),
  addresses: optional(z.array(SentAddress).max(20).meta({ item: "address" })).describe("All addresses."),
  socialMedia: optional(z.array(SentProfile).max(50).meta({ item: "profile" })).describe("All profiles in social media."),
});
export type SentContact = z.output<typeof SentContact>;

/**
 * One person or company of the organisation, shared by its registrations in every expo. In a tombstone all but `id` and
 * `reference` is null or empty.
 */
export const Contact = z.object({
  id: RecordId,
  ...allNullable(texts),
  dateOfBirth: z.iso.date().nullable().describe("Date of birth."),
  addresses: z.array(z.object({ type: AddressType, ...allNullable(addressTexts) })).meta({ item: "address", description: "Addresses." }),
  socialMedia: z
    .array(z.object({ type: z.string().nullable().describe("Network."), url: z.string().nullable().describe("Address of the profile.") }))
    .meta({ item: "profile", description: "Profiles in social media." }),
});

/** The single-valued members beside `id`, as both the table and the wire name them. */
export const contactTexts = namesOf(texts);
export const addressMembers = ["type", ...namesOf(addressTexts)] as const;

function isDateOrEmpty(sent: string): boolean {
  return sent === "" || (z.iso.date().safeParse(sent).success && !sent.startsWith("0000"));
}

function allOptional<T extends Record<string, z.ZodType>>(members: T) {
  return mapMembers(members, (schema) => optional(schema));
}

/** In answers texts are texts: what was checked on the way in is not checked again on the way out. */
function allNullable<T extends Record<string, z.ZodType>>(members: T) {
  return mapMembers(members, (schema) => z.string().nullable().describe(schema.description ?? ""));
}

/** Object.keys with the names it forgets; the objects here have no others. */
function namesOf<T extends object>(members: T) {
  return Object.keys(members) as (keyof T & string)[];
}

/** Types alone: the members keep their names and get another schema. */
function mapMembers<T extends Record<string, z.ZodType>, U extends z.ZodType>(members: T, change: (schema: T[keyof T]) => U): { [K in keyof T]: U } {
  return Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, change(schema as T[keyof T])])) as { [K in keyof T]: U }; // Object.entries forgets which names it had
}
