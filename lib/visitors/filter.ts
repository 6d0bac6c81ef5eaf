import { matching, queryIn, valuesIn, type Wanted, type Where, whereAll } from "@/lib/core/browsing";
import { registrationStates, type RegistrationState } from "./states";

/** Which visitors of an event a table or a download is about. An empty member excludes nobody; several values of one mean any of them. */
export type VisitorFilter = {
  /** words of the name, company, e-mail address or reference */
  query: string;
  states: readonly RegistrationState[];
  /** ids of registration types */
  types: readonly string[];
  tags: readonly string[];
  /** ids of partners, whose staff and guests are meant */
  partners: readonly string[];
  attendance: readonly ("show" | "no-show")[];
};

/** The filter in an address: `?q=jansen&state=registered&state=invited&type=…&tag=vip&partner=…&attendance=show`. What is none is left out. */
export function visitorFilter(params: URLSearchParams): VisitorFilter {
  const states = valuesIn(params, "state");
  const attendance = valuesIn(params, "attendance");
  return {
    query: queryIn(params),
    states: registrationStates.filter((state) => states.includes(state)),
    types: valuesIn(params, "type"),
    tags: valuesIn(params, "tag"),
    partners: valuesIn(params, "partner"),
    attendance: (["show", "no-show"] as const).filter((one) => attendance.includes(one)),
  };
}

export function visitorsWhere(filter: VisitorFilter): Where {
  const { query, states, types, tags, partners, attendance } = filter;
  const lists: (Wanted & { value: readonly string[] })[] = [
    { sql: `v."registrationState" = ANY($?::text[])`, value: states },
    { sql: `v."registrationTypeId" = ANY($?::text[])`, value: types },
    { sql: `v.tags <> '{}' AND v.tags && $?::text[]`, value: tags },
    { sql: `v."partnerId" = ANY($?::text[])`, value: partners },
    { sql: `v."attendanceState" = ANY($?::text[])`, value: attendance },
  ];
  return whereAll([...matching("v", query), ...lists.filter(({ value }) => value.length > 0)]);
}

/** The parameters of an address that are a filter's. */
export const filterNames = ["q", "state", "type", "tag", "partner", "attendance"] as const;
