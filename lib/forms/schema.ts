import { z } from "zod";
import { RecordId, Revision } from "@/lib/core/wire-schema";

/** A registration form inside an expo. */
export const FormOfExpo = z.object({
  id: RecordId,
  name: z.string().describe("Name."),
  description: z.string().nullable().describe("What it is for."),
  pspMode: z.string().nullable().describe("Mode of the payment provider, where the form takes payments."),
  senderEmail: z.string().nullable().describe("Address that its mails come from."),
  url: z.string().nullable().describe("Where visitors fill it in."),
});

export const Form = FormOfExpo.extend({ revision: Revision });

/** How visitors show theirs. */
export const FormRef = FormOfExpo.pick({ id: true, name: true });
