import { matching, queryIn, valuesIn, type Wanted, type Where, whereAll } from "@/lib/core/browsing";

/** Which partners of an event a table or a download is about. An empty member excludes nobody; several values of one mean any of them. */
export type PartnerFilter = {
  /** words of the name, booth, reference, or the contact's name, company or e-mail address */
  query: string;
  /** ids of registration types */
  types: readonly string[];
  tags: readonly string[];
  halls: readonly string[];
};

/** The filter in an address: `?q=acme&type=…&tag=new&hall=4`. */
export function partnerFilter(params: URLSearchParams): PartnerFilter {
  return { query: queryIn(params), types: valuesIn(params, "type"), tags: valuesIn(params, "tag"), halls: valuesIn(params, "hall") };
}

export function partnersWhere({ query, types, tags, halls }: PartnerFilter): Where {
  const lists: (Wanted & { value: readonly string[] })[] = [
    { sql: `p."registrationTypeId" = ANY($?::text[])`, value: types },
    { sql: `p.tags <> '{}' AND p.tags && $?::text[]`, value: tags },
    { sql: "p.hall = ANY($?::text[])", value: halls },
  ];
  return whereAll([...matching("p", query), ...lists.filter(({ value }) => value.length > 0)]);
}

/** The parameters of an address that are a filter's. */
export const filterNames = ["q", "type", "tag", "hall"] as const;
