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
  ["VISIT_ENCRYPTION_KEY", `${"k".repeat(32)},short`, "VISIT_ENCRYPTION_KEY must be at least 32 characters long"],
  ["VISIT_OUTBOUND_ALLOW", "crm.internal:0", "VISIT_OUTBOUND_ALLOW must be hosts, host:port"],
  ["VISIT_OUTBOUND_ALLOW", "10.0.0.0/33", 'got "10.0.0.0/33"'],
  ["VISIT_OUTBOUND_ALLOW", "https://crm.internal", "VISIT_OUTBOUND_ALLOW must be hosts"],
  ["VISIT_OUTBOUND_DENY", "fd00::/8:443", "VISIT_OUTBOUND_DENY must be hosts"],
  ["SMTP_URL", "http://mail.example.org", "SMTP_URL must be empty or like smtp://"],
  ["SMTP_URL", "smtp://mail.example.org?pool=true", "SMTP_URL must be empty or like smtp://"],
  ["VISIT_MAIL_FROM", "Visit <visit@example.org>\r\nBcc: all@example.org", "VISIT_MAIL_FROM must be an e-mail address"],
  ["INNGEST_BASE_URL", "inngest:8288", "INNGEST_BASE_URL must be empty or an origin"],
  ["INNGEST_DEV", "yes", "INNGEST_DEV must be empty, 0 or 1"],
  ["VISIT_FUNCTION_SECONDS", "0", "VISIT_FUNCTION_SECONDS must be a number of seconds"],
  ["VISIT_FUNCTION_MEMORY_MB", "8", "VISIT_FUNCTION_MEMORY_MB must be a number of MiB"],
  ["VISIT_FUNCTION_WORKERS", "many", "VISIT_FUNCTION_WORKERS must be a number from 0 to 64"],
  ["VISIT_RUNS_KEPT_DAYS", "0", "VISIT_RUNS_KEPT_DAYS must be a number of days"],
  ["VISIT_STATISTICS_KEPT_DAYS", "90,2,1826", "VISIT_STATISTICS_KEPT_DAYS must be three numbers of days"],
  ["VISIT_REQUEST_LOG_RATE", "-1", "VISIT_REQUEST_LOG_RATE must be a number"],
  ["VISIT_METRICS_TOKEN", "short", "VISIT_METRICS_TOKEN must be empty or at least 16 characters long"],
  ["VISIT_LOG_LEVEL", "loud", "VISIT_LOG_LEVEL must be debug, info, warn or error"],
  ["VISIT_DATADIR", "x", "VISIT_DATADIR is no setting of Visit: did you mean VISIT_DATA_DIR?"],
])("%s=%s is refused with what would be right", (name, value, sentence) => {
  expect(() => readSettings({ [name]: value })).toThrow(sentence);
});

test("targets of outgoing requests are written in any of their forms", () => {
  const rules = ["crm.internal", "crm.internal:8080", "*.internal", "10.0.0.0/8", "10.0.0.0/8:443", "127.0.0.1:3306", "::1", "fd00::/8", "[fd00::/8]:443", "[::1]:8080"];
  expect(readSettings({ VISIT_OUTBOUND_ALLOW: rules.join(", ") }).outboundAllow).toEqual(rules);
});

test("mails come from the host that Visit is at, unless somebody else is named", () => {
  expect(readSettings({ VISIT_URL: "https://visit.example.org" }).mailFrom).toBe("Visit <no-reply@visit.example.org>");
  expect(readSettings({ VISIT_MAIL_FROM: "fair@example.org" }).mailFrom).toBe("fair@example.org");
});

test("every fault is named at once, and no secret is repeated", () => {
  expect(() => readSettings({ PORT: "x", VISIT_SECRET: "hush" })).toThrow(/^PORT must .*\nVISIT_SECRET must be at least 32 characters long$/);
});

test("a server by itself says what only npm start provides", () => {
  expect(() => readServerSettings({})).toThrow("DATABASE_URL and VISIT_SECRET and VISIT_ENCRYPTION_KEY must be set to run the server by itself");
});

test(".env.example lists every setting with its meaning and default", () => {
  const example = readFileSync(".env.example", "utf8");
  const listed = [...example.matchAll(/^# (.+)\n([A-Z_]+)=(.*)$/gm)].map(([, meaning, name, value]) => ({ name, meaning, value }));
  expect(listed).toEqual(Object.values(table).map(({ name, meaning, default: fallback }) => ({ name, meaning, value: fallback({}) })));
});
