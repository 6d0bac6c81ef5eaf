import { expect, test } from "vitest";
import { readSettings } from "@/lib/core/env.mjs";
import { startRuntime } from "@/lib/core/runtime";
import { testDatabaseUrl } from "@/test/database";
import { call } from "@/test/call";
import { makeFair } from "@/test/makers";
import { serveMetrics } from "./metrics";

const asked = (authorization?: string) => serveMetrics(new Request("http://visit.test/metrics", { headers: authorization === undefined ? {} : { authorization } }));

test("the metrics are for who has the token, and say what was answered", async () => {
  const runtime = startRuntime({ ...readSettings({ ...process.env, DATABASE_URL: testDatabaseUrl() }), metricsToken: "token-of-the-tests" });
  const { event, key } = await makeFair();
  for (const query of ["", "?limit=0"]) await call(`GET /create/v2/visitors/${event.id}${query}`, { key });
  expect([asked().status, asked("Bearer other").status, asked("Basic token-of-the-tests").status]).toEqual([401, 401, 401]);
  const text = await asked("Bearer token-of-the-tests").text();
  expect(text).toContain('visit_calls_total{operation="visitors.list",format="json",status="200"} 1\n');
  expect(text).toContain('visit_calls_total{operation="visitors.list",format="json",status="400"} 1\n');
  expect(text).toContain('visit_call_duration_seconds_bucket{operation="visitors.list",le="+Inf"} 2\n');
  expect(text).toMatch(/^visit_journal_backlog_bytes \d+$/m);
  expect(text).toContain("visit_journal_failed_flushes_total 0\n");
  expect(text).toContain("visit_journal_dropped_calls_total 0\n");
  expect(text).toMatch(/^(?:(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{[^{}]*\})? [\d.e+-]+)\n)+$/);
  await runtime.stop();
  expect(asked("Bearer token-of-the-tests").status).toBe(404); // none is set
});
