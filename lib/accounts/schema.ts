import { z } from "zod";

/** An e-mail address as accounts keep it: trimmed, lower case. */
export const AccountEmail = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "must be at most 254 characters")
  .pipe(z.email("must be an e-mail address, such as ada@example.org"));

export const NewPassword = z.string().min(10, "must have at least 10 characters").max(200, "must have at most 200 characters");

/** Of a new account. */
export const AccountInput = z.object({
  name: z.string().trim().min(1, "cannot be empty").max(200, "must be at most 200 characters").regex(/^\P{Cc}*$/u, "cannot hold control characters"),
  email: AccountEmail,
  roleId: z.string().regex(/^[0-9a-z]{13}$/, "must be a role of the organisation"),
});
export type AccountInput = z.infer<typeof AccountInput>;

/** Of one's own password. */
export const PasswordInput = z.object({
  oldPassword: z.string().min(1, "cannot be empty").max(200, "is not your password"),
  newPassword: NewPassword,
});
export type PasswordInput = z.infer<typeof PasswordInput>;
