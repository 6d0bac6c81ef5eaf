import { expect, test } from "vitest";
import { fromMailbox, toMailbox } from "./mailbox";

test.each([
  ["hello@fair.example", { name: null, address: "hello@fair.example" }],
  ["World Water Congress <hello@fair.example>", { name: "World Water Congress", address: "hello@fair.example" }],
  ['"Wood & Steel, \\"Ltd\\"" <hello@fair.example>', { name: 'Wood & Steel, "Ltd"', address: "hello@fair.example" }],
  ["Müller 4 <m@fair.example>", { name: "Müller 4", address: "m@fair.example" }],
])("%s is read and written the same", (text, mailbox) => {
  expect(fromMailbox(text)).toEqual(mailbox);
  expect(toMailbox(mailbox)).toBe(text);
});

test("without an address there is nothing to write to", () => {
  expect(toMailbox({ name: "Somebody", address: null })).toBeNull();
  expect(fromMailbox(null)).toEqual({ name: null, address: null });
});
