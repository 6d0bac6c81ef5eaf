// What the test runners report as JSON, as far as `npm test` tells it once more at its end.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./project.mjs";

/** @typedef {{ passed: number, failed: number, failures: string[] }} Report */
/** @typedef {{ title: string, specs?: { title: string, file: string, line: number, ok: boolean, tests: { results: { error?: { message?: string } }[] }[] }[], suites?: Suite[] }} Suite */

/** @param {string} file @returns {Report} nothing when it failed before it could report */
export function readVitest(file) {
  const report = read(file);
  if (!report) return nothing;
  /** @type {{ name: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[]} */
  const files = report.testResults;
  const failures = files.flatMap(({ name, message, assertionResults }) => {
    const path = relative(root, name);
    const failed = assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0 && message) return [told(path, message)];
    return failed.map(({ fullName, failureMessages }) => told(`${path} › ${fullName}`, failureMessages.join("\n")));
  });
  return { passed: report.numPassedTests, failed: report.numFailedTests, failures };
}

/** @param {string} file @returns {Report} nothing when it failed before it could report */
export function readPlaywright(file) {
  const report = read(file);
  if (!report) return nothing;
  const { stats, errors, suites } = report;
  /** @param {Suite} suite @returns {string[]} */
  const failuresIn = ({ specs = [], suites = [] }) => [
    ...specs.filter(({ ok, tests }) => !ok || tests.some(({ results }) => results.length > 1)).map(({ file, line, title, tests }) => told(`${file}:${line} › ${title}`, messagesOf(tests))),
    ...suites.flatMap(failuresIn),
  ];
  const outside = errors.map((/** @type {{ message?: string }} */ { message = "" }) => told("outside of any test", message));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, failures: [...outside, ...suites.flatMap(failuresIn)] };
}

const nothing = { passed: 0, failed: 0, failures: [] };

/** @param {{ results: { error?: { message?: string } }[] }[]} tests */
function messagesOf(tests) {
  return tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? "")).filter(Boolean).join("\n");
}

/** Its place and the beginning of what it said. @param {string} where @param {string} message */
function told(where, message) {
  const lines = stripVTControlCharacters(message).split("\n").filter((line) => line.trim());
  return [where, ...lines.slice(0, 12).map((line) => `  ${line}`)].join("\n");
}

/** @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
