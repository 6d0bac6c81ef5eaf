import { z } from "zod";
import { csv, SentTime, Time } from "@/lib/core/wire-schema";
import { Resolution, Split, TypeFilter } from "./schema";

const count = (description: string) => z.int().min(0).describe(description);
const ms = (description: string) => z.number().min(0).nullable().describe(`${description}, in ms; null without calls.`);
const percentile = (description: string) => ms(`${description}, estimated from a histogram; 60000 stands for longer too`);

const Figures = z.object({
  calls: count("Calls."),
  errors: count("Of these, answered with 4xx or 5xx."),
  serverErrors: count("Of these, answered with 5xx."),
  bytes: count("Bytes of the answers' bodies."),
  p95Bytes: z.int().min(0).nullable().describe("95 in 100 of the bodies were no larger, estimated from a histogram whose steps are four times apart; null without calls."),
  byFunctions: count("Calls that functions made."),
  averageMs: ms("Mean duration"),
  p50Ms: percentile("Half of the calls took no longer"),
  p95Ms: percentile("95 in 100 took no longer"),
  p99Ms: percentile("99 in 100 took no longer"),
});

const Bucket = z.object({
  start: Time.describe("Where it begins; the first of all may begin within its hour, day or the like."),
  end: Time.describe("Where it ends, itself not part of it."),
  calls: count("Calls in all."),
  parts: z
    .array(z.object({ name: z.string().describe("A status class, an operation, an API key's id or a format; `other` for the rest."), calls: count("Calls.") }))
    .meta({ item: "part", description: "The same told apart as `split` asks, without what is 0." }),
});

/** Everything the counts say to a question. */
export const StatisticsAnswer = z.object({
  from: Time.describe("Begin of the span: as asked, or earlier where only coarser counts are left, or later where none are kept."),
  until: Time.describe("Its end, itself not part of it."),
  timezone: z.string().describe("IANA zone in which hours, days, weeks and months are cut."),
  resolution: Resolution.describe("How fine `buckets` is."),
  split: Split.describe("By what `parts` tells calls apart."),
  totals: Figures.describe("Of the whole span."),
  before: Figures.nullable().describe("Of the span of the same length before it; null where its counts are gone."),
  buckets: z.array(Bucket).meta({ item: "bucket", description: "Calls over time." }),
  operations: z.array(Figures.extend({ operation: z.string().describe("Id of the operation, `functions.call` for endpoint functions.") })).meta({ item: "operation", description: "By operation, the slowest first." }),
  keys: z.array(Figures.extend({ id: z.string().nullable().describe("The API key; null for calls that belong to none."), name: z.string().describe("The first line of its comments.") })).meta({ item: "key", description: "By API key, the most calls first, 50 at most." }),
});

/** The filters of the page. */
export const StatisticsQuery = z.object({
  types: z.array(TypeFilter).max(100).optional().meta({ item: "type", description: "What calls, comma-separated: `resource:visitors`, `operation:visitors.list`, `access:read` or `access:write`, `format:xml`, `status:4xx`, `origin:function`. Of one sort either holds, of several sorts all must." }),
  keys: csv("key", "Ids of API keys."),
  from: SentTime.optional().describe("Begin of the span; 24 hours before its end when not said. What was before counts are kept is left out."),
  until: SentTime.optional().describe("End of the span, itself not part of it; the last full hour when not said."),
  resolution: Resolution.optional().describe("How fine the counts over time are; the finest that suits the span when not said."),
  split: Split.default("status").describe("By what the counts over time are told apart."),
});
