import { operation } from "@/lib/api/operation";
import { createVisitor } from "./create-visitor";
import { deleteVisitor } from "./delete-visitor";
import { CreateVisitor, ListVisitors, UpdateVisitor, Visitor, VisitorRef } from "./schema";
import { updateVisitor } from "./update-visitor";
import { getVisitor, listVisitors } from "./verbs";

const list = "/visitors/{expoId}";
const item = "/visitors/{expoId}/{visitorId}";

export const visitorOperations = [
  operation({
    id: "visitors.list",
    kind: "list",
    method: "GET",
    path: list,
    access: "visitors:read",
    summary: "List an expo's visitors, oldest change first.",
    input: ListVisitors,
    output: Visitor,
    run: listVisitors,
  }),
  operation({
    id: "visitors.get",
    kind: "item",
    method: "GET",
    path: item,
    access: "visitors:read",
    summary: "Read one visitor's registration.",
    input: VisitorRef,
    output: Visitor,
    run: (ctx, input) => getVisitor(ctx, input),
  }),
  operation({
    id: "visitors.create",
    kind: "create",
    method: "POST",
    path: list,
    access: "visitors:write",
    summary: "Register or invite a visitor.",
    input: CreateVisitor,
    output: Visitor,
    examples: {
      invited: {
        reference: "CRM-20417",
        registrationState: "invited",
        contact: { reference: "P-1187", firstName: "Noor", lastNamePrefix: "van", lastName: "Dijk", company: "Zuiderhout", email: "noor@zuiderhout.example" },
        tags: ["newsletter"],
        language: "nl",
      },
      "with an address": {
        registrationState: "invited",
        contact: {
          gender: "male",
          firstName: "Łukasz",
          lastName: "Wiśniewski",
          company: "Stalmont",
          email: "lukasz@stalmont.example",
          phone1: "+48 22 555 01 23",
          addresses: [{ type: "postal", address: "ul. Długa", houseNumber: "7", postalCode: "00-238", city: "Warszawa", country: "PL" }],
          socialMedia: [{ type: "LinkedIn", url: "https://linkedin.example/lukasz" }],
        },
      },
    },
    run: createVisitor,
  }),
  operation({
    id: "visitors.update",
    kind: "update",
    method: "PUT",
    path: item,
    access: "visitors:write",
    summary: "Change a visitor's registration; members that are not sent stay as they are.",
    input: UpdateVisitor,
    output: Visitor,
    examples: {
      cancelled: { registrationState: "cancelled" },
      "another function": { contact: { jobFunction: "Head of purchasing", phone2: null }, tags: ["vip", "buyer"] },
    },
    run: updateVisitor,
  }),
  operation({
    id: "visitors.delete",
    kind: "remove",
    method: "DELETE",
    path: item,
    access: "visitors:write",
    summary: "Delete a visitor's registration. A tombstone stays in the list.",
    input: VisitorRef,
    run: deleteVisitor,
  }),
];
