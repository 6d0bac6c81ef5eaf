import type { PartnerBody } from "./schema";

/** Columns that hold a member as it was sent; only of the members sent. What may not be empty is null then. */
export function ownColumns(input: PartnerBody) {
  const { name, reference, boothNumber, boothSize, hall, language, tags, labels, staffLimit } = input;
  return {
    ...(name !== undefined && { name }),
    ...(reference !== undefined && { reference: reference || null }),
    ...(boothNumber !== undefined && { boothNumber }),
    ...(boothSize !== undefined && { boothSize }),
    ...(hall !== undefined && { hall }),
    ...(language !== undefined && { language: language || null }),
    ...(tags !== undefined && { tags: tags ?? [] }),
    ...(labels !== undefined && { labels: labels ?? [] }),
    ...(staffLimit !== undefined && { staffLimit }),
  };
}
