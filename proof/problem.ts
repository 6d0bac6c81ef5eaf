import { z } from "zod";
import { shapeOf } from "@/lib/codec/shape";

/** The contract's form of an error, said here once more and strictly, so that the proof does not lean on what it proves. */
export const Problem = z.strictObject({
  status: z.int().min(400).max(499),
  title: z.string().min(1),
  type: z.url(),
  errorCode: z.string().regex(/^[a-z_]+$/),
  detail: z.string(),
  errors: z.array(z.strictObject({ field: z.string(), error: z.string().regex(/^[a-z_]+$/), description: z.string().min(1) })).meta({ item: "fieldError" }),
  requestId: z.string().min(1),
});
export type Problem = z.output<typeof Problem>;
export const problemShape = shapeOf(Problem);
