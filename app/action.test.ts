import { expect, test, vi } from "vitest";
import { z } from "zod";
import { action, Id, sentForm } from "./action";

vi.mock("./session", () => ({ requireAccount: () => Promise.resolve({}) })); // whether somebody is signed in is asked of a request, and there is none here

const told = action([Id, z.object({ tag: z.string().trim() })], async (id, { tag }) => `${id} ${tag}`);
const saved = action([Id, ...sentForm], async (id, _, form) => `${id} ${String(form.get("name"))}`);
/** The same without its types, as whoever writes the request by hand sends it. */
const call = (one: unknown, ...sent: unknown[]): Promise<unknown> => (one as (...sent: unknown[]) => Promise<unknown>)(...sent); // a stranger knows no types
const nowhere = { digest: "NEXT_HTTP_ERROR_FALLBACK;404" };

test("an action gets what its shapes make of what was sent, and nothing beyond", async () => {
  expect(await call(told, "abc", { tag: " vip ", more: 1 }, "more")).toBe("abc vip");
  const form = new FormData();
  form.set("name", "Ada");
  expect(await call(saved, "abc", { any: "state" }, form)).toBe("abc Ada");
});

test.each([[], ["abc"], ["abc", null], [{}, { tag: "vip" }], ["abc", { tag: 1 }], ["' OR 1", { tag: "vip" }], [["abc"], { tag: "vip" }], ["abc", "vip"]])("what no page sends leads nowhere: %j", async (...sent) => {
  await expect(call(told, ...sent)).rejects.toMatchObject(nowhere);
});

test.each(["text", null, undefined, {}, [], 7])("a form that is none leads nowhere: %j", async (sent) => {
  await expect(call(saved, "abc", {}, sent)).rejects.toMatchObject(nowhere);
});
