import { z } from "zod";

/** An e-mail address as accounts keep it: trimmed, lower case. */
export const AccountEmail = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "must be at most 254 characters")
  .pipe(z.email("must be an e-mail address, such as ada@example.org"));

export const NewPassword = z.string().min(10, "must have at least 10 characters").max(200, "must have at most 200 characters");
