import { z } from "zod";
import { fates } from "@/lib/imports/import-state";

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value);

/** What an import's address may ask for; what makes no sense asks for nothing. */
export const ImportQuery = z.object({
  fate: z.preprocess(one, z.enum(fates).optional()).catch(undefined),
  after: z.preprocess(one, z.coerce.number().pipe(z.int().min(0).max(2_000_000))).catch(0),
  columns: z.preprocess(one, z.string().optional()).catch(undefined),
});
