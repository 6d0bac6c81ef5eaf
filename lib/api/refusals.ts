import type { Operation } from "@/lib/api/operation";
import type { ErrorCode } from "@/lib/core/errors";

/** The errors an operation may answer with, in the order in which they are checked. Documentation; the pipeline throws them. */
export function refusalsOf({ kind, method, path, input }: Operation): ErrorCode[] {
  const takesBody = method === "POST" || method === "PUT";
  const isInExpo = path.includes("{expoId}");
  const isItem = /\{expoId\}\/.*\{\w+\}/.test(path);
  const when: [ErrorCode, boolean][] = [
    ["unauthorized", true],
    ["too_many_requests", true],
    ["forbidden", true],
    ["expo_not_found", isInExpo],
    ["malformed", takesBody || kind === "list" || Object.keys(input.shape).some((name) => !path.includes(`{${name}}`))],
    ["too_large", takesBody],
    ["unsupported_media_type", takesBody],
    ["validation_failed", takesBody],
    ["not_found", isItem || kind === "list"],
    ["deleted", (isItem && kind !== "remove") || kind === "create"],
    ["precondition_failed", isItem && (kind === "update" || kind === "remove")],
    ["conflict", kind === "create" || kind === "update"],
    ["in_progress", kind === "create"],
    ["unavailable", true],
    ["internal", true],
  ];
  return when.filter(([, applies]) => applies).map(([code]) => code);
}

/** What each error means and what to do about it, for people. */
export const refusalTexts: Readonly<Record<ErrorCode, { when: string; remedy: string }>> = {
  malformed: { when: "The body cannot be read, or a parameter of the query is wrong.", remedy: "`errors[]` names each parameter with what would be right. A body that cannot be read is described by line and column." },
  expo_not_found: {
    when: "There is no such expo, or the key may not see it. The two answer alike, so that a key learns nothing about events that are none of its business.",
    remedy: "List `/expos` with the same key: what is not in there does not exist for it.",
  },
  unauthorized: {
    when: "The key is missing, mistyped, disabled or expired, or is used from an address outside its list. The answer is the same for all of them.",
    remedy: "Check the key first. An administrator sees the true reason on the key's page.",
  },
  forbidden: { when: "The key is good, but may not do this to this resource.", remedy: "An administrator can give the key the right: *read* or *write*, per resource." },
  not_found: { when: "There is nothing at this path, or no such item in an expo that the key sees.", remedy: "Compare the path with this documentation, and the id with what a list shows." },
  deleted: { when: "The item was deleted; lists keep its tombstone. Or a POST was repeated with its `Idempotency-Key` after the contact in the first answer was erased.", remedy: "Remove it from your copy. To bring the person back, create a new registration, with a new `Idempotency-Key`." },
  method_not_allowed: { when: "The path exists, but not with this method.", remedy: "The header `Allow` names the methods there are." },
  conflict: { when: "The item's present state does not allow the change: a registration that cannot go from one state to the other, a reference that several have where `match` looks for one, or an `Idempotency-Key` that was used with other bytes.", remedy: "`detail` says what stands in the way. Read the item again and decide anew." },
  in_progress: { when: "A first request with the same `Idempotency-Key` is still running.", remedy: "Wait as long as `Retry-After` says and send the same request again." },
  precondition_failed: { when: "Somebody else has changed the item since you read it, and `If-Match` asked to be told.", remedy: "Read it again, apply your change to what you find, and send it with the new `ETag`." },
  too_large: { when: "The body is larger than 10 MiB.", remedy: "Send fewer or smaller things at a time." },
  unsupported_media_type: { when: "The body is neither JSON nor XML, is compressed, or is not UTF-8.", remedy: "Send `application/json` or `application/xml` in UTF-8." },
  validation_failed: { when: "The body can be read, but some of its values are wrong.", remedy: "`errors[]` names every field at fault with what would be right. What must be looked up, such as references and answers, is judged once all else is right." },
  too_many_requests: { when: "The key has too many requests running at the same time, or sends them too fast.", remedy: "Wait as long as `Retry-After` says. Ten requests run at once, forty more wait two seconds." },
  unavailable: { when: "The server is starting, stopping or overloaded. Nothing was done.", remedy: "Wait as long as `Retry-After` says and try again; with an `Idempotency-Key` also a POST can be repeated safely." },
  internal: { when: "Something went wrong on the server's side.", remedy: "Try again later. If it stays, give the operator the `requestId`: the log knows it." },
};
