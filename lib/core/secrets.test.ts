import { afterEach, expect, test } from "vitest";
import { readSettings } from "./env.mjs";
import { runtime, startRuntime } from "./runtime";
import { seal, SealError, sealsInUse, unseal, unsealText } from "./secrets";

const purpose = "secret:function1:token";

afterEach(() => runtime().stop());

/** A process that was started with these keys, the newest first. */
async function withKeys(...keys: string[]): Promise<void> {
  await runtime().stop();
  startRuntime(readSettings({ DATABASE_URL: "postgresql://localhost:1/none", VISIT_ENCRYPTION_KEY: keys.join() }));
}

test.each([["words"], [""], ["Grüße, 你好 🗝"], ["x".repeat(100_000)]])("what was sealed comes back", (plain) => {
  expect(unsealText(seal(plain, purpose), purpose)).toBe(plain);
});

test("bytes come back as bytes", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  expect(new Uint8Array(unseal(seal(bytes, purpose), purpose))).toEqual(bytes);
});

test("a sealed text neither shows what it holds nor repeats itself", () => {
  const sealed = Array.from({ length: 200 }, () => seal("hunter2hunter2", purpose));
  expect(new Set(sealed).size).toBe(200);
  expect(sealed.some((text) => text.includes("hunter2") || Buffer.from(text.split(".")[2] ?? "", "base64url").includes("hunter2"))).toBe(false);
});

test("sealed for one purpose, it opens for no other", () => {
  const sealed = seal("words", purpose);
  expect(() => unseal(sealed, "secret:function2:token")).toThrow(new SealError("broken"));
});

test("whatever is altered, it does not open", () => {
  const sealed = seal("words", purpose);
  const letter = (at: number) => (sealed[at] === "A" ? "B" : "A");
  const altered = Array.from(sealed, (_, at) => `${sealed.slice(0, at)}${letter(at)}${sealed.slice(at + 1)}`);
  for (const text of [...altered, sealed.slice(0, -1), `${sealed}A`, `${sealed}=`, `${sealed}.`, `${sealed} `, "", "1", "1..", "plain words"]) expect(() => unseal(text, purpose), text).toThrow(SealError);
});

test("a new key seals, the old one still opens, and one that is gone says what is missing", async () => {
  const [old, next] = ["old ".repeat(10), "new ".repeat(10)];
  await withKeys(old);
  const sealed = seal("words", purpose);
  expect([sealed.startsWith(sealsInUse().newest), sealsInUse().isReplacing]).toEqual([true, false]);
  await withKeys(next, old);
  expect(unsealText(sealed, purpose)).toBe("words");
  const again = seal("words", purpose);
  expect([sealed, again].map((text) => text.startsWith(sealsInUse().newest))).toEqual([false, true]);
  expect(sealsInUse().isReplacing).toBe(true);
  await withKeys(next);
  expect(unsealText(again, purpose)).toBe("words");
  expect(() => unseal(sealed, purpose)).toThrow(/no longer names.*new,old/);
});

test("without any key nothing is sealed", async () => {
  await withKeys();
  expect(() => seal("words", purpose)).toThrow(new SealError("noKey"));
});
