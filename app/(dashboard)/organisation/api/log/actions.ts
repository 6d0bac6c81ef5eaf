"use server";

import { z } from "zod";
import { action } from "@/app/action";
import { requireContext } from "@/app/session";
import { newestCalls } from "@/lib/statistics/request-log";
import type { LoggedCall } from "@/lib/statistics/schema";
import { filterIn } from "./filter-in";

/**
 * What the log has since a moment, for whoever looks on; some of it was told before.
 * @param query  the page's, for its filter
 * @returns `at`: when this was read, for the next time; `isCut`: there were more
 */
export const readNewer = action([z.string().max(10_000), z.date()], async (query, since): Promise<{ rows: LoggedCall[]; isCut: boolean; at: Date }> => {
  const ctx = await requireContext("organisation:read");
  const { filter } = filterIn(new URLSearchParams(query), ctx.account.organisation.timezone);
  return { ...(await newestCalls(ctx, filter, since)), at: ctx.now };
});
