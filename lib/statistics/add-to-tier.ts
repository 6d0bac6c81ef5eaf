import { durationSlots, sizeSlots } from "./histogram";
import type { Tier } from "./tiers";

/** Columns of every table of counts. */
export const measures = `calls, "durationUs", bytes, durations, sizes`;
/** In days and months more may come together than an integer holds. */
const typeIn = (tier: Tier) => (tier === "day" || tier === "month" ? "bigint" : "int");
const sumElements = (column: string, count: number, type: string) => `ARRAY[${Array.from({ length: count }, (_, at) => `coalesce(sum(${column}[${at + 1}]), 0)::${type}`).join(", ")}]`;
const addElements = (column: string, count: number) => `ARRAY[${Array.from({ length: count }, (_, at) => `had.${column}[${at + 1}] + excluded.${column}[${at + 1}]`).join(", ")}]`;

/**
 * The statement that adds rows of counts, those of equal key, time and kind together, to what a tier has.
 * @param bucket  where the rows say in which piece of time they belong
 */
export const addToTier = (tier: Tier, bucket: string, rows: string) => `
  INSERT INTO statistics_${tier} AS had ("organisationId", "keyId", bucket, "kindId", ${measures})
  SELECT "organisationId", "keyId", ${bucket}, "kindId", sum(calls)::${typeIn(tier)}, sum("durationUs")::bigint, sum(bytes)::bigint, ${sumElements("durations", durationSlots, typeIn(tier))}, ${sumElements("sizes", sizeSlots, typeIn(tier))}
    FROM ${rows} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 -- in one order, so that nobody ever waits crosswise
  ON CONFLICT ("organisationId", "keyId", bucket, "kindId") DO UPDATE SET calls = had.calls + excluded.calls, "durationUs" = had."durationUs" + excluded."durationUs",
    bytes = had.bytes + excluded.bytes, durations = ${addElements("durations", durationSlots)}, sizes = ${addElements("sizes", sizeSlots)}`;
