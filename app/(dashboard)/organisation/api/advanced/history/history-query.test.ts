import { expect, test } from "vitest";
import { historyFilter } from "./history-query";

test("an address says which actions, and behind which row; what is none of both counts as not said", () => {
  expect(historyFilter({ action: "delete", before: "812" })).toEqual({ action: "delete", before: "812" });
  expect(historyFilter({ action: "draft", before: "812; DROP" })).toEqual({});
  expect(historyFilter({ action: ["delete", "run"], before: "9".repeat(19) })).toEqual({});
});
