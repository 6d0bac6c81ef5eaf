import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readServerSettings, readSettings, table } from "./env.mjs";

test("an empty environment gives the defaults", () => {
  expect(readSettings({})).toMatchObject({ port: 3000, host: "127.0.0.1", url: "http://localhost:3000", databaseUrl: "", demoEmail: "admin@demo.example", trustedProxies: [] });
});

test("the public address follows the port, unless it is set", () => {
  expect(readSettings({ PORT: "8080" }).url).toBe("http://localhost:8080");
  expect(readSettings({ PORT: "8080", VISIT_URL: "https://visit.example.org/" }).url).toBe("https://visit.example.org");
});

test.each([
  ["PORT", "0", "PORT must be a port number from 1 to 65535"],
  ["PORT", "80a", 'got "80a"'],
  ["HOST", "visit.example.org", "HOST must be an IP address or localhost"],
  ["VISIT_URL", "https://visit.example.org/path", "VISIT_URL must be an origin"],
  ["DATABASE_URL", "mysql://localhost/visit", "DATABASE_URL must be empty or like postgresql://"],
  ["VISIT_SECRET", "short", "VISIT_SECRET must be at least 32 characters long"],
  ["VISIT_DEMO_EMAIL", "admin", "VISIT_DEMO_EMAIL must be an e-mail address"],
  ["VISIT_TRUSTED_PROXIES", "10.0.0.0/33", "VISIT_TRUSTED_PROXIES must be IP addresses"],
  ["VISIT_LOG_LEVEL", "loud", "VISIT_LOG_LEVEL must be debug, info, warn or error"],
  ["VISIT_DATADIR", "x", "VISIT_DATADIR is no setting of Visit: did you mean VISIT_DATA_DIR?"],
])("%s=%s is refused with what would be right", (name, value, sentence) => {
  expect(() => readSettings({ [name]: value })).toThrow(sentence);
});

test("every fault is named at once, and no secret is repeated", () => {
  expect(() => readSettings({ PORT: "x", VISIT_SECRET: "hush" })).toThrow(/^PORT must .*\nVISIT_SECRET must be at least 32 characters long$/);
});

test("a server by itself says what only npm start provides", () => {
  expect(() => readServerSettings({})).toThrow("DATABASE_URL and VISIT_SECRET must be set to run the server by itself");
});

test(".env.example lists every setting with its meaning and default", () => {
  const example = readFileSync(".env.example", "utf8");
  const listed = [...example.matchAll(/^# (.+)\n([A-Z_]+)=(.*)$/gm)].map(([, meaning, name, value]) => ({ name, meaning, value }));
  expect(listed).toEqual(Object.values(table).map(({ name, meaning, default: fallback }) => ({ name, meaning, value: fallback({}) })));
});
