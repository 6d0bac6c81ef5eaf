import { z } from "zod";
import { ItemId, RecordId, Revision, Time } from "@/lib/core/wire-schema";
import { FormOfExpo } from "@/lib/forms/schema";
import { QuestionOfExpo } from "@/lib/questions/schema";
import { RegistrationTypeOfExpo, RegistrationTypeRef } from "@/lib/registration-types/schema";

/** An event as a row of the list. The manual says event, the wire expo. */
export const Expo = z.object({
  id: RecordId,
  name: z.string().describe("Name."),
  contactEmail: z.string().nullable().describe("Display name and address, as in a mail's header."),
  description: z.string().describe("What it is; empty when there is none."),
  start: Time.describe("Opening, UTC."),
  end: Time.describe("Closing, UTC."),
  timezone: z.string().describe("IANA time zone of the place."),
  reference: z.string().describe("Your own key; empty when there is none."),
  revision: Revision,
});

const CustomField = z.object({
  id: ItemId,
  name: z.string().describe("Name, lower-case letters."),
  customCode: z.string().describe("How texts of the expo refer to it: `#custom:name#`."),
  value: z.string().describe("What stands there."),
  revision: Revision,
});

const Location = z.object({
  id: ItemId,
  name: z.string().describe("Name."),
  direction: z.enum(["in", "out"]).nullable().describe("Whether people come in or go out here; null for neither."),
});

const StaffKind = z.object({
  id: ItemId,
  name: z.string().describe("Kind of staff."),
  freeBadges: z.int().describe("Badges of it that are free of charge."),
});

const PartnerSetting = z.object({
  registrationType: RegistrationTypeRef.describe("The registration type of partners it holds for."),
  staff: z.array(StaffKind).meta({ item: "staffMember", description: "Kinds of staff." }),
});

const RegistrationTypeStats = z.object({
  id: ItemId,
  name: z.string().describe("Name of the registration type."),
  total: z.int().describe("Registrations in any state; deleted ones do not count."),
  online: z.int().describe("Of these, all not made at the venue: online, imported, by API."),
  onsite: z.int().describe("Of these, made at the venue."),
  show: z.int().describe("Of these, who came."),
  noshow: z.int().describe("Of these, who did not come, or not yet."),
});

/** An event alone, with its configuration and counts. */
export const ExpoDetails = Expo.extend({
  description: z.string().nullable().describe("What it is."),
  reference: z.string().nullable().describe("Your own key."),
  customFields: z.array(CustomField).meta({ item: "customField", description: "Texts of the expo's own." }),
  forms: z.array(FormOfExpo).meta({ item: "form", description: "Registration forms." }),
  locations: z.array(Location).meta({ item: "location", description: "Places where badges are read." }),
  partnerSettings: z.array(PartnerSetting).meta({ item: "partnerSetting", description: "What partners get, by registration type." }),
  questions: z.array(QuestionOfExpo).meta({ item: "question", description: "Questions its forms may ask." }),
  registrationTypes: z.array(RegistrationTypeOfExpo).meta({ item: "registrationType", description: "Registration types of visitors and partners." }),
  registrationTypeStats: z.array(RegistrationTypeStats).meta({ item: "registrationTypeStat", description: "Visitors counted by registration type, at this moment." }),
});
