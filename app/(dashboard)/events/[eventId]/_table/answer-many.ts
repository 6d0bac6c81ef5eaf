import { z } from "zod";
import type { ManyAnswer } from "@/components/data-table/run-many";
import { isVisitError } from "@/lib/core/errors";
import type { Option } from "@/lib/core/browsing";
import type { ManyResult } from "@/lib/core/many";

/** A filter as the address has it. */
export const Filter = z.string().max(50_000);

/** What became of them, with the names of those refused. A database that is too busy is for the page to try again. */
export async function answerMany<Changed>(work: Promise<ManyResult<Changed>>, called: (ids: string[]) => Promise<Option[]>): Promise<ManyAnswer<Changed>> {
  try {
    const { changed, unchanged, refused, rest } = await work;
    const names = new Map(refused.length > 0 ? (await called(refused.map(({ id }) => id))).map(({ value, label }) => [value, label]) : []);
    return { kind: "done", changed, unchanged: unchanged.length, refused: refused.map((refusal) => ({ ...refusal, name: names.get(refusal.id) ?? "Somebody who is gone" })), rest };
  } catch (error) {
    if (isVisitError(error) && error.code === "unavailable") return { kind: "busy", message: error.message };
    throw error;
  }
}
