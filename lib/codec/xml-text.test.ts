import { expect, test } from "vitest";
import { unfitForXml } from "@/lib/codec/xml-text";

test("text XML cannot hold is named by its path, wherever it stands", () => {
  const value = { id: "a", name: "\u0000", contact: { addresses: [{ city: "ok" }, { city: "\u000b" }] }, tags: ["\ud800", "x\udc00", "😀"], answers: { "a\u001f": "x", b: "\ufffe" }, n: 1, nil: null };
  expect(unfitForXml(value)).toEqual(["name", "contact.addresses.1.city", "tags.0", "tags.1", "answers.a\u001f", "answers.b"]);
});

test.each(["\t\n\r", "\u0085\u2028\u007f\u009f", "\ud7ff\ue000\ufffd", "😀𠮷", ""])("%j is fit", (text) => {
  expect(unfitForXml(text)).toEqual([]);
});
