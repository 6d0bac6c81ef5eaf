import { operation } from "@/lib/api/operation";
import { InExpo, ListQuery } from "@/lib/core/wire-schema";
import { Form } from "./schema";
import { listForms } from "./verbs";

export const formOperations = [
  operation({
    id: "registrationForms.list",
    kind: "list",
    method: "GET",
    path: "/registrationForms/{expoId}",
    access: "registrationForms:read",
    summary: "List the registration forms of an expo.",
    input: InExpo.extend(ListQuery.shape),
    output: Form,
    run: listForms,
  }),
];
