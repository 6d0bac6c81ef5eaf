"use server";

import { z } from "zod";
import { action, Id } from "@/app/action";
import { requireContext } from "@/app/session";
import { Key } from "@/lib/functions/schema";
import { keyIsFree } from "@/lib/functions/verbs";

/** What is wrong with a key, while it is typed. @param exceptId  the function whose key it may be already */
export const faultOfKey = action([z.string().max(200), Id.optional()], async (text, exceptId): Promise<string | undefined> => {
  const ctx = await requireContext("functions:read");
  const key = Key.safeParse(text);
  if (!key.success) return key.error.issues[0]?.message;
  return (await keyIsFree(ctx, key.data, exceptId)) ? undefined : "is used by another function";
});
