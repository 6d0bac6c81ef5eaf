import { expect, test } from "vitest";
import { activeFilters } from "./active-filters";
import { filterIn } from "./filter-in";

function read(query: string) {
  const params = new URLSearchParams(query);
  const { filter, faults } = filterIn(params, "Europe/Amsterdam");
  return { faults, labels: activeFilters(filter, [{ value: "0000000000key", label: "CRM" }], "Europe/Amsterdam", params).map(({ label }) => label) };
}

test("every filter is said in words", () => {
  expect(read("path=/expos&status=error&status=404&key=0000000000key&key=00000000other&request=AB12&from=2026-11-01T09:00")).toEqual({
    faults: [],
    labels: ["Path: /expos", "Request id: ab12", "Every error", "Status: 404", "API key: CRM", "API key: a deleted one", "From 1 Nov 2026, 09:00"],
  });
});

test.each([
  ["status=9xx", "There is no status “9xx”: it must be like 404, 4xx or error."],
  ["key=x", "There is no API key “x”."],
  ["request=not-an-id", "There is no request id like “not-an-id”: it has digits, letters from a to f, and dashes."],
  ["until=tomorrow", "From and until must be dates with a time, like 2026-11-01T09:00."],
  ["from=2026-11-02T00:00&until=2026-11-01T00:00", "From must lie before until."],
  ["after=yesterday", "There is no such page: the newest calls are shown."],
])("%s is said not to be, and the rest is looked for", (query, sentence) => {
  expect(read(`${query}&status=4xx`)).toEqual({ faults: [sentence], labels: ["Status: 4xx"] });
});

test("of an hour that comes twice, either can be looked at", () => {
  expect(read("from=2026-10-25T02:00&until=2026-10-25T02:00%2B01:00")).toEqual({ faults: [], labels: ["From 25 Oct 2026, 02:00", "Until 25 Oct 2026, 02:00 (GMT+01:00)"] });
});
