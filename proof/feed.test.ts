import { afterEach, expect, test } from "vitest";
import { runFeed, type FeedOutcome } from "./feed-harness";
import { report, sized } from "./size";
import { foundTroupe, openStage, type Stage } from "./stage";

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

const deadlineMs = sized(1_800_000, 120_000);
const nothingLost = (outcome: FeedOutcome) => outcome.verdicts.map(({ poller, rows }) => ({ poller, rows, missing: 0, stale: 0, unknown: 0 }));

test("every poller ends with exactly the database's state, though the server is killed", async () => {
  stage = await openStage();
  const troupe = await foundTroupe(stage.client, "feed", 60);
  const outcome = await runFeed(stage, troupe, { writes: sized(10_000, 150), holds: sized(24, 3), holdMs: sized(3_000, 700), kills: sized(5, 1), deadlineMs });
  print("with the organisation's lock", outcome);
  expect(outcome.verdicts).toEqual(nothingLost(outcome));
  expect(outcome.surprises).toEqual([]);
  expect(outcome.deadlocks).toBe(0);
  expect(outcome.kills).toBeGreaterThan(0);
  expect(Math.min(outcome.rolledBack, outcome.held)).toBeGreaterThan(0);
}, deadlineMs + 60_000);

test("the same harness on a plain sequence loses rows, or it would prove nothing", async () => {
  stage = await openStage();
  // the triggers draw as before, but nothing keeps the order of commits to the order of drawing
  await stage.client.query(`DO $$ BEGIN EXECUTE replace(pg_get_functiondef('visit_open(text, text)'::regprocedure), 'PERFORM pg_advisory_xact_lock', 'PERFORM'); END $$`);
  const troupe = await foundTroupe(stage.client, "feed", 60);
  const outcome = await runFeed(stage, troupe, { writes: sized(2_000, 150), holds: sized(12, 3), holdMs: sized(3_000, 700), kills: 0, deadlineMs });
  print("on a plain sequence", outcome);
  expect(Math.max(...outcome.verdicts.map(({ missing, stale }) => missing + stale))).toBeGreaterThan(0);
}, deadlineMs + 60_000);

function print(how: string, { verdicts, surprises: _, ...counts }: FeedOutcome): void {
  report(`the feed ${how}: ${JSON.stringify(counts)}`);
  for (const { poller, rows, missing, stale, unknown } of verdicts) report(`  ${poller}: ${rows} rows, ${missing} missing, ${stale} stale, ${unknown} unknown`);
}
