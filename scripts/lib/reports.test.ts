import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "./project.mjs";
import { readPlaywright, readVitest } from "./reports.mjs";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "visit-reports-")));
symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
afterAll(() => rmSync(folder, { recursive: true }));
const lay = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = (script: string, args: string[], env: Record<string, string> = {}) => spawnSync(process.execPath, [join(root, "node_modules", script), ...args], { cwd: folder, env: { ...process.env, ...env } }).status;
/** Of a failure, what tells one where to look. */
const brief = (failures: string[]) => failures.map((failure) => failure.replace(relative(root, folder), "…").split("\n").slice(0, 2)).sort();

test("what failed under vitest is told: tests by name and reason, and files that do not load", { timeout: 60_000 }, () => {
  lay("vitest.config.mjs", "export default {}");
  lay("some.test.mjs", 'import { describe, expect, test } from "vitest"; test("is right", () => {}); describe("what", () => test("is wrong", () => expect(1).toBe(2)));');
  lay("broken.test.mjs", 'import "./nowhere.mjs";');
  const report = join(folder, "vitest.json");
  expect(run("vitest/vitest.mjs", ["run", "--reporter=json", `--outputFile.json=${report}`])).toBe(1);
  const { passed, failed, failures } = readVitest(report);
  expect([passed, failed]).toEqual([1, 1]);
  expect(brief(failures)).toEqual([
    ["…/broken.test.mjs", expect.stringContaining("nowhere.mjs")],
    ["…/some.test.mjs › what is wrong", "  AssertionError: expected 1 to be 2 // Object.is equality"],
  ]);
});

test("what failed under Playwright is told", { timeout: 60_000 }, () => {
  lay("playwright.config.mjs", 'export default { testMatch: "*.spec.mjs" }');
  lay("some.spec.mjs", 'import { expect, test } from "@playwright/test"; test("is right", () => {});\ntest.describe("what", () => { test("is wrong", () => expect(1).toBe(2)); });');
  const report = join(folder, "playwright.json");
  expect(run("@playwright/test/cli.js", ["test", "--reporter=json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: report })).toBe(1);
  const { passed, failed, failures } = readPlaywright(report);
  expect([passed, failed]).toEqual([1, 1]);
  expect(brief(failures)).toEqual([["some.spec.mjs:2 › is wrong", expect.stringContaining("expect(received).toBe(expected)")]]);
});

test("nothing is told by who failed before that", () => {
  expect(readVitest(join(folder, "nowhere.json"))).toEqual({ passed: 0, failed: 0, failures: [] });
});
