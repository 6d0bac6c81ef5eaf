import type { Operation } from "@/lib/api/operation";
import { planOf } from "@/lib/api/plan";

/** One function of the guest's `visit`: what its client needs to call it, and its `.d.ts` to describe it. */
export type GuestCall = {
  operation: Operation;
  /** both halves of the operation's id: `visit.<group>.<name>` */
  group: string;
  name: string;
  /** texts that come first, in the order of the path */
  pathNames: readonly string[];
  takesBody: boolean;
  /** members of the last argument that go to the query */
  queryNames: readonly string[];
  /** members of the last argument that go to a header: option → header */
  headers: Readonly<Record<string, string>>;
  /** Whether the same list can be walked page by page, as `<group>.changes`. */
  isFeed: boolean;
};

export function guestCalls(operations: readonly Operation[]): GuestCall[] {
  return operations.map((operation) => {
    const { pathNames, takesBody, query } = planOf(operation);
    const [group = "", name = ""] = operation.id.split(".");
    const queryNames = query.map((member) => member.name);
    return { operation, group, name, pathNames, takesBody, queryNames, headers: headerOptions[operation.kind] ?? {}, isFeed: operation.kind === "list" && queryNames.includes("fromRevision") };
  });
}

/** The conditions a function may set; whatever else a header could say is the runtime's to decide. */
const headerOptions: Partial<Record<Operation["kind"], Readonly<Record<string, string>>>> = {
  create: { idempotencyKey: "idempotency-key" },
  update: { ifMatch: "if-match" },
  remove: { ifMatch: "if-match" },
};
/** What the options of `headerOptions` are for. */
export const headerTexts: Readonly<Record<string, string>> = {
  idempotencyKey: "A text of your own, new for each thing you create. Sent again with the same body within 24 hours, the first answer comes again and nothing is created twice. When the contact in it was erased since, it is 404 `deleted`.",
  ifMatch: "State of the item that you know, as an ETag (`\"4711.json\"`): nothing happens if it has changed since.",
};
