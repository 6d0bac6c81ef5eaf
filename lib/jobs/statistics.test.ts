import type { Inngest } from "inngest";
import { expect, test, vi } from "vitest";
import { checkAlerts } from "@/lib/statistics/check-alerts";
import { rezone } from "@/lib/statistics/rezone";
import { rollUp } from "@/lib/statistics/roll-up";
import { rollUpStatistics } from "./statistics";

vi.mock("@/lib/statistics/roll-up", () => ({ rollUp: vi.fn() }));
vi.mock("@/lib/statistics/rezone", () => ({ rezone: vi.fn() }));
vi.mock("@/lib/statistics/check-alerts", () => ({ checkAlerts: vi.fn() }));

type Work = (of: { step: { run: (name: string, work: () => Promise<unknown>) => Promise<unknown> } }) => Promise<void>;

test("a part of the minute's work that fails does not keep the others, and is not kept quiet", async () => {
  vi.mocked(rollUp).mockRejectedValue(new Error("rolled off"));
  vi.mocked(rezone).mockRejectedValue(new Error("no zone"));
  const works: Work[] = [];
  const client = { createFunction: (_: unknown, work: Work) => works.push(work) };
  rollUpStatistics(client as unknown as Inngest); // all of a client that it meets
  await expect(works[0]?.({ step: { run: async (_, work) => work() } })).rejects.toThrow("rolled off");
  expect([rezone, checkAlerts].map((work) => vi.mocked(work).mock.calls.length)).toEqual([1, 1]);
});
