import { operation } from "@/lib/api/operation";
import { InExpo, ListQuery } from "@/lib/core/wire-schema";
import { RegistrationType } from "./schema";
import { listRegistrationTypes } from "./verbs";

export const registrationTypeOperations = [
  operation({
    id: "registrationTypes.list",
    kind: "list",
    method: "GET",
    path: "/registrationTypes/{expoId}",
    access: "registrationTypes:read",
    summary: "List the registration types of an expo, with those of the organisation that it shares.",
    input: InExpo.extend(ListQuery.shape),
    output: RegistrationType,
    run: listRegistrationTypes,
  }),
];
