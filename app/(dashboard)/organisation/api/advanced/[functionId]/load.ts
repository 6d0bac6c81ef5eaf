import { cache } from "react";
import { missing, requireContext } from "@/app/session";
import { getFunction } from "@/lib/functions/verbs";

/** The function of a page's address and the context that sees it, looked up once per request; a 404 when there is none. */
export const loadFunction = cache(async (functionId: string) => {
  const ctx = await requireContext("functions:read");
  return { ctx, details: await getFunction(ctx, functionId).catch(missing) };
});
