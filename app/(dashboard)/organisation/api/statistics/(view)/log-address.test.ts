import { expect, test } from "vitest";
import { errorsAddress, pathAddress } from "./log-address";

const span = { isLive: false, from: new Date("2026-10-25T00:00:00Z"), until: new Date("2026-10-25T01:00:00Z"), zone: "Europe/Amsterdam" };
const query = (address: string) => Object.fromEntries([...new URL(address, "https://visit.example").searchParams]);

test("a number of errors leads to the rows of its span, and while until is now to those that come", () => {
  expect(query(errorsAddress("0000000000key", [], span))).toEqual({ key: "0000000000key", status: "error", from: "2026-10-25T02:00", until: "2026-10-25T02:00+01:00" });
  expect(query(errorsAddress("0000000000key", [], { ...span, isLive: true }))).toEqual({ key: "0000000000key", status: "error", from: "2026-10-25T02:00" });
});

test("errors of one class only lead to that class", () => {
  expect(query(errorsAddress("0000000000key", ["format:xml", "status:2xx", "status:5xx"], span)).status).toBe("5xx");
});

test("a function leads to the calls of its address", () => {
  expect(query(pathAddress("/endpoint/org/tickets", span))).toEqual({ path: "/endpoint/org/tickets", from: "2026-10-25T02:00", until: "2026-10-25T02:00+01:00" });
});
