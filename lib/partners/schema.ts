import { z } from "zod";
import { Contact, SentContact } from "@/lib/contacts/schema";
import { csv, deletedOf, InExpo, Labels, Language, ListQuery, optional, RecordId, Reference, Revision, SentReference, ShowDeleted, Tags, text, WebhookId, withTombstones } from "@/lib/core/wire-schema";
import { RegistrationTypeRef } from "@/lib/registration-types/schema";

/** An exhibiting company at one expo. Of a deleted one, a tombstone, only what says so is not null or empty. */
export const Partner = z.object({
  id: RecordId,
  revision: Revision,
  deleted: deletedOf("`id`, `expoId`, `reference`, `registrationType` and the contact's `id` and `reference`"),
  expoId: RecordId.describe("Id of the expo."),
  name: z.string().describe("Name of the company; empty in a tombstone."),
  reference: z.string().nullable().describe("Your own key."),
  registrationType: RegistrationTypeRef.describe("The registration type."),
  contact: Contact.nullable().describe("Company and lead person."),
  boothNumber: z.string().nullable().describe("Number of the stand."),
  boothSize: z.string().nullable().describe("Size of the stand."),
  hall: z.string().nullable().describe("Hall of the stand."),
  language: z.string().nullable().describe("Language of correspondence."),
  tags: Tags,
  labels: Labels,
  staffLimit: z.int().nullable().describe("How many staff it may have; null for no limit."),
});

/** A partner alone, with its counts. */
export const PartnerDetails = Partner.extend({
  staffCount: z.int().describe("Its staff: visitors who are not cancelled, denied or unregistered."),
  guestCount: z.int().describe("Its guests, likewise."),
});

const body = {
  name: z.string().min(1).max(300).describe("Name of the company."),
  reference: optional(Reference),
  registrationType: SentReference.describe("The registration type, one for partners: its id as a text, or an object with its id, reference or name."),
  contact: SentContact.optional().describe("Company and lead person: found by `id`, else `reference`, else `email`, else created. When not said, a contact of the company's name is created."),
  boothNumber: optional(text(50, "Number of the stand.")),
  boothSize: optional(text(50, "Size of the stand, as written.")),
  hall: optional(text(100, "Hall of the stand.")),
  language: optional(Language),
  tags: optional(Tags),
  labels: optional(Labels),
  staffLimit: optional(z.int().min(0).max(100_000).describe("How many staff it may have; null for no limit.")),
};

export const PartnerRef = InExpo.extend({ partnerId: z.string().describe("Id of the partner.") });
export const CreatePartner = InExpo.extend({
  match: z.enum(["reference"]).optional().meta({ in: "query", description: "`reference`: update the partner that has the body's reference (200), and create only when there is none (201); 409 when several have it. `name` and `registrationType` are needed either way. Without `match` a partner is always created, whatever its reference." }),
  ...body,
});
export const UpdatePartner = PartnerRef.extend({ ...body, name: body.name.optional(), registrationType: body.registrationType.optional() });
export const ListPartners = InExpo.extend({
  ...ListQuery.shape,
  showDeleted: ShowDeleted,
  webhookId: WebhookId,
  reference: z.string().optional().describe(`Only with exactly this reference. ${withTombstones}`),
  contactId: z.string().optional().describe("Only of this contact."),
  contactReference: z.string().optional().describe(`Only whose contact has exactly this reference. ${withTombstones}`),
  registrationType: csv("registrationType", "Only of these registration types, by id."),
});

export type PartnerRef = z.output<typeof PartnerRef>;
export type CreatePartner = z.output<typeof CreatePartner>;
export type UpdatePartner = z.output<typeof UpdatePartner>;
export type PartnerBody = Omit<UpdatePartner, "partnerId">;
export type ListPartners = z.output<typeof ListPartners>;
