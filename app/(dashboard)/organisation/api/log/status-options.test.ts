import { expect, test } from "vitest";
import { filterIn } from "./filter-in";
import { statusOptions } from "./status-options";

test("every status that is offered can be looked for", () => {
  const values = statusOptions().map(({ value }) => value);
  expect(values.slice(0, 5)).toEqual(["error", "2xx", "3xx", "4xx", "5xx"]);
  expect(filterIn(new URLSearchParams(values.map((value) => ["status", value])), "UTC")).toMatchObject({ filter: { statuses: values }, faults: [] });
});
