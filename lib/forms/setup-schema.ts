import { z } from "zod";
import { optionalText, requiredText, SeenRevision, Ticked } from "@/lib/core/typed-text";
import { RecordId } from "@/lib/core/wire-schema";

const members = {
  name: requiredText(200),
  description: optionalText(2000),
  senderEmail: optionalText(254).pipe(z.email("must be an e-mail address, such as fair@example.org").nullable()),
  url: optionalText(2000).pipe(z.url({ protocol: /^https?$/, error: "must be a web address that begins with https://" }).nullable()),
  isDefault: Ticked,
  allowsGaps: Ticked,
};

/** @property isDefault  false leaves it as it is: there is always one default, and another takes its place by being made it */
export const FormInput = z.object({ ...members, revision: SeenRevision });
export type FormInput = z.output<typeof FormInput>;

/** What a form asks of a question. */
export const Asked = z.object({ questionId: z.string(), isMandatory: z.boolean() });

/** @property id, sort, questions  only to bring back one that is gone, at its place and with what it asked */
export const NewFormInput = z.object({ ...members, id: RecordId.optional(), sort: z.int().optional(), questions: z.array(Asked).max(500).default([]) });
export type NewFormInput = z.output<typeof NewFormInput>;
