import { z } from "zod";
import { Contact, SentContact } from "@/lib/contacts/schema";
import { csv, deletedOf, InExpo, ItemId, Labels, Language, ListQuery, optional, RecordId, Reference, Revision, SentPartner, SentReference, SentTime, ShowDeleted, Tags, text, Time, WebhookId, withTombstones } from "@/lib/core/wire-schema";
import { FormRef } from "@/lib/forms/schema";
import { RegistrationTypeRef } from "@/lib/registration-types/schema";
import { registrationStates } from "./states";

const RegistrationState = z.enum(registrationStates).describe("Where the registration stands.");
const AttendanceState = z.enum(["no-show", "show"]).describe("Whether the visitor came.");
const Method = z.enum(["online", "onsite", "import", "api"]).describe("How the registration was made.");

const AnswerValue = z.object({
  answerId: ItemId.nullable().describe("Id of the answer chosen, or of the field written in."),
  reference: z.string().nullable().describe("The answer's reference."),
  text: z.string().nullable().describe("What was written, or the answer's name."),
});
const VisitorAnswer = z.object({
  questionId: RecordId,
  question: z.string().describe("The question's reference, or its name where it has none."),
  values: z.array(AnswerValue).meta({ item: "value", description: "The answers given." }),
});
const Partner = z.object({ id: RecordId, name: z.string().describe("Name of the company."), role: z.enum(["staff", "guest"]).describe("What the visitor is to it.") });
const Badge = z.object({ code: z.string().nullable().describe("What its QR holds; null unless the visitor is registered.") });
const Document = z.object({ type: z.string().describe("ProfilePhoto, IdCard or IdPhoto."), uploaded: Time.describe("When it came in.") });

/** One contact's registration for one expo. Of a deleted one, a tombstone, only what says so is not null or empty. */
export const Visitor = z.object({
  id: RecordId,
  revision: Revision,
  deleted: deletedOf("`id`, `expoId`, `reference`, `registrationState` (`unregistered`), `registrationType`, `form` and the contact's `id` and `reference`"),
  expoId: RecordId.describe("Id of the expo."),
  reference: z.string().nullable().describe("Your own key."),
  registrationState: RegistrationState,
  attendanceState: AttendanceState.nullable(),
  method: Method.nullable(),
  contact: Contact.describe("The person."),
  registrationType: RegistrationTypeRef.describe("The registration type."),
  form: FormRef.describe("The registration form."),
  partner: Partner.nullable().describe("The partner the visitor comes for."),
  answers: z.array(VisitorAnswer).meta({ item: "answer", description: "What was answered, in the form's order." }),
  tags: Tags,
  labels: Labels,
  language: z.string().nullable().describe("Language of correspondence."),
  actionCode: z.string().nullable().describe("Code by which the visitor came to register."),
  registerTime: Time.nullable().describe("When the registration was completed."),
  visitTime: Time.nullable().describe("When the visit was."),
  firstEntryTime: Time.nullable().describe("First time in."),
  lastExitTime: Time.nullable().describe("Last time out."),
  dwellingTime: z.int().nullable().describe("Time inside, in seconds."),
  visits: z.int().nullable().describe("Days attended."),
  badge: Badge.nullable().describe("The badge."),
  documents: z.array(Document).meta({ item: "document", description: "Pictures uploaded." }),
});

const Scalar = z.union([z.string().max(10_000), z.number(), z.boolean()]);
const SentValue = z.union([
  Scalar,
  z.object({
    answerId: optional(z.string().max(100)).describe("Id of the answer."),
    reference: optional(z.string().max(200)).describe("The answer's reference, when no id is given."),
    text: optional(z.string().max(10_000)).describe("What is written; or the answer's name, when neither is given."),
  }),
]);
const SentValues = z.union([Scalar, z.array(SentValue).max(200).meta({ item: "value" })]).nullable();
const SentAnswer = z.object({
  questionId: optional(z.string().max(100)).describe("Id of the question."),
  question: optional(z.string().max(500)).describe("The question's id, reference or name, when `questionId` is not given."),
  values: SentValues.describe("The answers: objects, or texts that are an answer's id, reference or name. An empty list clears the question."),
});
const mostAnswers = 1000;
const SentAnswerMap = z
  .record(z.string().max(500), SentValues)
  .refine((sent) => Object.keys(sent).length <= mostAnswers, { error: `must have at most ${mostAnswers} members`, params: { error: "too_long" } })
  .meta({ maxProperties: mostAnswers });
export const SentAnswers = z.union([z.array(SentAnswer).max(mostAnswers).meta({ item: "answer" }), SentAnswerMap]);
export type SentAnswers = z.output<typeof SentAnswers>;
export type SentValues = z.output<typeof SentValues>;
export type SentValue = z.output<typeof SentValue>;

const body = {
  reference: optional(Reference),
  registrationState: RegistrationState.optional(),
  attendanceState: AttendanceState.optional(),
  method: Method.optional(),
  contact: SentContact.optional().describe("The person: found by `id`, else `reference`, else `email`, else created."),
  registrationType: optional(SentReference).describe("The registration type: its id as a text, or an object with its id, reference or name. A new visitor gets the expo's default when not said."),
  form: optional(SentReference).describe("The registration form: its id as a text, or an object with its id or name. A new visitor gets the expo's default when not said."),
  partner: optional(SentPartner).describe("The partner the visitor comes for: its id as a text, or an object with its id, reference or name."),
  answers: optional(SentAnswers).describe("Answers, as a list or as a map from question (id, reference or name) to answers. Merged by question."),
  tags: optional(Tags),
  labels: optional(Labels),
  language: optional(Language),
  actionCode: optional(text(100, "Code by which the visitor came to register.")),
  registerTime: optional(SentTime).describe("When the registration was completed; set by itself on becoming registered."),
  visitTime: optional(SentTime).describe("When the visit was."),
};

export const VisitorRef = InExpo.extend({ visitorId: z.string().describe("Id of the visitor.") });
export const CreateVisitor = InExpo.extend({
  match: z.enum(["reference"]).optional().meta({ in: "query", description: "`reference`: update the visitor that has the body's reference (200), and create only when there is none (201); 409 when several have it. Without `match` a visitor is always created, whatever its reference." }),
  ...body,
});
export const UpdateVisitor = VisitorRef.extend(body);
export const ListVisitors = InExpo.extend({
  ...ListQuery.shape,
  showDeleted: ShowDeleted,
  webhookId: WebhookId,
  reference: z.string().optional().describe(`Only with exactly this reference. ${withTombstones}`),
  email: z.string().optional().describe(`Only whose contact has this e-mail address, blanks around it and case apart. ${withTombstones}`),
  contactId: z.string().optional().describe("Only of this contact."),
  contactReference: z.string().optional().describe(`Only whose contact has exactly this reference. ${withTombstones}`),
  partnerId: z.string().optional().describe("Only staff and guests of this partner."),
  registrationStates: csv("registrationState", "Only in these states."),
  registrationTypes: csv("registrationType", "Only of these registration types, by id."),
});

export type VisitorRef = z.output<typeof VisitorRef>;
export type CreateVisitor = z.output<typeof CreateVisitor>;
export type UpdateVisitor = z.output<typeof UpdateVisitor>;
export type VisitorBody = Omit<CreateVisitor, "match">;
export type ListVisitors = z.output<typeof ListVisitors>;
