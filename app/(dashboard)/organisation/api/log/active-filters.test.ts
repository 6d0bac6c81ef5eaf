import { expect, test } from "vitest";
import { logFilterIn } from "@/lib/statistics/request-log";
import { activeFilters, faultsIn } from "./active-filters";

function read(query: string) {
  const params = new URLSearchParams(query);
  const filter = logFilterIn(params, "Europe/Amsterdam");
  return { faults: faultsIn(params, filter), labels: activeFilters(filter, [{ value: "0000000000key", label: "CRM" }], "Europe/Amsterdam", params).map(({ label }) => label) };
}

test("every filter is said in words", () => {
  expect(read("path=/expos&status=error&status=404&key=0000000000key&key=00000000other&request=AB12&from=2026-11-01T09:00")).toEqual({
    faults: [],
    labels: ["Path: /expos", "Request: ab12", "Every error", "Status: 404", "API key: CRM", "API key: a deleted one", "From 1 Nov 2026, 09:00"],
  });
});

test("what cannot be looked for is said, and the rest is looked for", () => {
  expect(read("status=9xx&status=4xx&key=x&until=tomorrow")).toEqual({
    faults: ["There is no status “9xx”: it must be like 404, 4xx or error.", "There is no API key “x”.", "From and until must be dates with a time, like 2026-11-01T09:00."],
    labels: ["Status: 4xx"],
  });
  expect(read("from=2026-11-02T00:00&until=2026-11-01T00:00").faults).toEqual(["From must lie before until."]);
});
