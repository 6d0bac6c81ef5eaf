import { z } from "zod";
import { operation } from "@/lib/api/operation";
import { InExpo, ListQuery } from "@/lib/core/wire-schema";
import { Expo, ExpoDetails } from "./schema";
import { getEvent, listEvents } from "./verbs";

export const eventOperations = [
  operation({
    id: "expos.list",
    kind: "list",
    method: "GET",
    path: "/expos",
    access: "expos:read",
    summary: "List the expos the key may see.",
    input: ListQuery.extend({ reference: z.string().optional().describe("Only expos with exactly this reference; there may be several.") }),
    output: Expo,
    run: listEvents,
  }),
  operation({
    id: "expos.get",
    kind: "item",
    method: "GET",
    path: "/expos/{expoId}",
    access: "expos:read",
    summary: "Read one expo with its configuration and the visitors counted by registration type.",
    input: InExpo,
    output: ExpoDetails,
    run: getEvent,
  }),
];
