import { operation } from "@/lib/api/operation";
import { createPartner } from "./create-partner";
import { deletePartner } from "./delete-partner";
import { CreatePartner, ListPartners, Partner, PartnerDetails, PartnerRef, UpdatePartner } from "./schema";
import { updatePartner } from "./update-partner";
import { getPartner, listPartners } from "./verbs";

const list = "/partners/{expoId}";
const item = "/partners/{expoId}/{partnerId}";

export const partnerOperations = [
  operation({
    id: "partners.list",
    kind: "list",
    method: "GET",
    path: list,
    access: "partners:read",
    summary: "List an expo's partners, oldest change first.",
    input: ListPartners,
    output: Partner,
    run: listPartners,
  }),
  operation({
    id: "partners.get",
    kind: "item",
    method: "GET",
    path: item,
    access: "partners:read",
    summary: "Read one partner with the counts of its staff and guests.",
    input: PartnerRef,
    output: PartnerDetails,
    run: (ctx, input) => getPartner(ctx, input),
  }),
  operation({
    id: "partners.create",
    kind: "create",
    method: "POST",
    path: list,
    access: "partners:write",
    summary: "Add an exhibiting company.",
    input: CreatePartner,
    output: PartnerDetails,
    examples: {
      exhibitor: {
        name: "Zuiderhout",
        reference: "CRM-882",
        registrationType: { name: "Exhibitor" },
        contact: { company: "Zuiderhout B.V.", firstName: "Noor", lastName: "Dijk", email: "noor@zuiderhout.example", website: "https://zuiderhout.example/" },
        boothNumber: "4.B12",
        boothSize: "24 m²",
        hall: "4",
        staffLimit: 6,
      },
    },
    run: createPartner,
  }),
  operation({
    id: "partners.update",
    kind: "update",
    method: "PUT",
    path: item,
    access: "partners:write",
    summary: "Change a partner; members that are not sent stay as they are.",
    input: UpdatePartner,
    output: PartnerDetails,
    examples: { "another stand": { boothNumber: "2.A04", hall: "2" } },
    run: updatePartner,
  }),
  operation({
    id: "partners.delete",
    kind: "remove",
    method: "DELETE",
    path: item,
    access: "partners:write",
    summary: "Delete a partner and take it off its visitors. A tombstone stays in the list.",
    input: PartnerRef,
    run: deletePartner,
  }),
];
