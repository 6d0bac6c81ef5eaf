import { toFormState } from "@/app/form-state";
import type { Created } from "@/lib/core/wire";
import type { SaveState } from "./save-state";
import { changedBody } from "./values";
import { typedIn } from "./save-record";

/** Adds what a form describes; fields left empty are not sent. */
export async function addRecord(form: FormData, create: (body: Record<string, unknown>) => Promise<Created>): Promise<{ kind: "added"; id: string } | { kind: "refused"; state: SaveState }> {
  const { was: _was, revision: _revision, ...values } = typedIn(form);
  try {
    const { json } = await create(changedBody(values, {}));
    const { id }: { id: string } = JSON.parse(json); // our own wire value
    return { kind: "added", id };
  } catch (error) {
    return { kind: "refused", state: toFormState(error, values) };
  }
}
