// The one place that reads the environment. Plain JavaScript with Node's built-ins only: `npm start` reads it before anything is installed.
import { randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { resolve } from "node:path";

/**
 * What an operator can set, checked. Handed to whoever needs it; nobody else looks at the environment.
 * @typedef {object} Settings
 * @property {number} port
 * @property {string} host               address to listen on
 * @property {string} url                public origin, without a slash at its end
 * @property {string} dataDir            absolute
 * @property {string} databaseUrl        empty: the embedded PostgreSQL, started by `npm start`, which tells its child where it is
 * @property {string} listenUrl          for LISTEN, which does not pass transaction-mode poolers; empty: as databaseUrl
 * @property {string} secret             signs sessions and links; empty: `npm start` makes one and keeps it in the data folder
 * @property {string} demoEmail
 * @property {string} demoPassword       empty: random
 * @property {string} demoApiKey         empty: random
 * @property {string[]} trustedProxies   addresses and CIDR ranges whose X-Forwarded-For is believed
 * @property {string[]} encryptionKeys   seal what is kept secret: the first seals, all unseal; empty: `npm start` makes one and keeps it in the data folder
 * @property {string[]} outboundAllow    targets of outgoing requests that are allowed although they are not public
 * @property {string[]} outboundOnly     the only targets beside those of outboundAllow; none: everything public
 * @property {string[]} outboundDeny     targets that are refused, whatever else allows them
 * @property {string} smtpUrl            empty: mails go to the outbox page
 * @property {string} mailFrom           sender of all mails, with or without a name
 * @property {string} inngestEventKey    of an Inngest server, to send it events
 * @property {string} inngestSigningKey  by which it and we know each other
 * @property {string} inngestBaseUrl     where it is; empty: Inngest's cloud
 * @property {boolean} inngestDev        it is a development server, without keys
 * @property {string} inngestServeOrigin where it finds us; empty: at `url`
 * @property {number} runsKeptDays       how long a function's runs are kept
 * @property {number} functionTimeoutMs  the longest that a function may be set to run
 * @property {number} functionMemoryBytes  the most memory that one may be set to use
 * @property {number} functionWorkers    functions that compute at the same time in this process, and as many again of who computes much; 0: one more than there are processors
 * @property {boolean} countsCalls       whether calls are counted and logged at all
 * @property {string} journalDir         where answered calls are remembered until they are counted; empty: `journal` in the data folder; `none`: in memory
 * @property {{ minutes: number, quarters: number, days: number }} statisticsKeptDays  how long counts by minute, by quarter and hour, and by day are kept
 * @property {number} requestLogDays     how long the request log is kept
 * @property {number} requestLogRate     calls a second that are logged in this process, besides all errors
 * @property {string} metricsToken       opens /metrics; empty: there is none
 * @property {"debug" | "info" | "warn" | "error"} logLevel
 *
 * @typedef {Record<string, string | undefined>} Environment
 */

/**
 * @param {Environment} env normally process.env; empty values count as absent
 * @returns {Readonly<Settings>}
 * @throws {Error} one that names every bad setting, and what would be right
 */
export function readSettings(env) {
  /** @type {string[]} */
  const faults = [];
  /** @template T @param {Setting<T>} setting @returns {T} */
  const read = (setting) => {
    const text = env[setting.name] || setting.default(env);
    const value = setting.parse(text);
    if (value === undefined) faults.push(`${setting.name} must be ${setting.expected}${setting.isSecret ? "" : `, got ${JSON.stringify(text)}`}`);
    return /** @type {T} */ (value); // never used when undefined: faults are thrown below
  };
  const databaseUrl = read(table.databaseUrl);
  const settings = Object.freeze({
    port: read(table.port),
    host: read(table.host),
    url: read(table.url),
    dataDir: read(table.dataDir),
    databaseUrl,
    listenUrl: read(table.listenUrl) || databaseUrl,
    secret: read(table.secret),
    demoEmail: read(table.demoEmail),
    demoPassword: read(table.demoPassword),
    demoApiKey: read(table.demoApiKey),
    trustedProxies: read(table.trustedProxies),
    encryptionKeys: read(table.encryptionKeys),
    outboundAllow: read(table.outboundAllow),
    outboundOnly: read(table.outboundOnly),
    outboundDeny: read(table.outboundDeny),
    smtpUrl: read(table.smtpUrl),
    mailFrom: read(table.mailFrom),
    inngestEventKey: read(table.inngestEventKey),
    inngestSigningKey: read(table.inngestSigningKey),
    inngestBaseUrl: read(table.inngestBaseUrl),
    inngestDev: read(table.inngestDev),
    inngestServeOrigin: read(table.inngestServeOrigin),
    runsKeptDays: read(table.runsKeptDays),
    functionTimeoutMs: read(table.functionTimeoutMs),
    functionMemoryBytes: read(table.functionMemoryBytes),
    functionWorkers: read(table.functionWorkers),
    countsCalls: read(table.countsCalls),
    journalDir: read(table.journalDir),
    statisticsKeptDays: read(table.statisticsKeptDays),
    requestLogDays: read(table.requestLogDays),
    requestLogRate: read(table.requestLogRate),
    metricsToken: read(table.metricsToken),
    logLevel: read(table.logLevel),
  });
  faults.push(...unknownNames(env));
  if (faults.length) throw new Error(faults.join("\n"));
  return settings;
}

/**
 * The settings of a process that serves, where nobody is left to fill in what is missing.
 * @param {Environment} [env]
 * @returns {Readonly<Settings>}
 * @throws {Error} as readSettings, also when DATABASE_URL, VISIT_SECRET or VISIT_ENCRYPTION_KEY is missing
 */
export function readServerSettings(env = process.env) {
  const settings = readSettings(env);
  const needed = { DATABASE_URL: settings.databaseUrl, VISIT_SECRET: settings.secret, VISIT_ENCRYPTION_KEY: settings.encryptionKeys.join() };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length) throw new Error(`${missing.join(" and ")} must be set to run the server by itself; npm start provides ${missing.length > 1 ? "them" : "it"}`);
  return settings;
}

/** How many threads Node has for looking up names, hashing passwords and files. Its own setting, which must be there when the process begins. */
export const threads = Number(process.env.UV_THREADPOOL_SIZE) || 4;

/** next-auth reads its two settings from the environment and nowhere else. @param {Settings} settings */
export function tellNextAuth({ url, secret }) {
  process.env.NEXTAUTH_URL = url;
  process.env.NEXTAUTH_SECRET = secret;
}

/** A secret fit for VISIT_SECRET. */
export function newSecret() {
  return randomBytes(32).toString("base64url");
}

/**
 * @template T
 * @typedef {object} Setting
 * @property {string} name
 * @property {(env: Environment) => string} default
 * @property {string} meaning    one line, for .env.example
 * @property {string} expected   completes "… must be"
 * @property {(text: string) => T | undefined} parse   undefined: refused
 * @property {boolean} [isSecret] its value is never repeated in a message
 */

/** @template T @param {Setting<T>} setting */
const setting = (setting) => setting;
const none = () => "";

/** Every setting there is; `.env.example` is this table in prose, and a test compares the two. */
export const table = {
  port: setting({
    name: "PORT",
    default: () => "3000",
    meaning: "port to serve on",
    expected: "a port number from 1 to 65535",
    parse: portNumber,
  }),
  host: setting({
    name: "HOST",
    default: () => "127.0.0.1",
    meaning: "address to listen on; 0.0.0.0 for all, as containers need",
    expected: "an IP address or localhost",
    parse: (text) => (isIP(text) || text === "localhost" ? text : undefined),
  }),
  url: setting({
    name: "VISIT_URL",
    default: (env) => `http://localhost:${portNumber(env.PORT || "") ?? 3000}`,
    meaning: "origin under which people and programs reach Visit",
    expected: "an origin such as https://visit.example.org, without a path",
    parse: origin,
  }),
  dataDir: setting({
    name: "VISIT_DATA_DIR",
    default: () => ".visit",
    meaning: "folder for the embedded database and generated secrets",
    expected: "a folder",
    parse: (text) => resolve(text),
  }),
  databaseUrl: setting({
    name: "DATABASE_URL",
    default: none,
    meaning: "a PostgreSQL 14 or newer of your own; empty: an embedded one is started",
    expected: "empty or like postgresql://user:password@host:5432/database",
    isSecret: true,
    parse: postgresUrl,
  }),
  listenUrl: setting({
    name: "VISIT_LISTEN_URL",
    default: none,
    meaning: "direct connection to the same database, when DATABASE_URL is a transaction-mode pooler",
    expected: "empty or like postgresql://user:password@host:5432/database",
    isSecret: true,
    parse: postgresUrl,
  }),
  secret: setting({
    name: "VISIT_SECRET",
    default: none,
    meaning: "signs sessions and links, at least 32 characters; empty: made once and kept in the data folder",
    expected: "at least 32 characters long",
    isSecret: true,
    parse: (text) => (text === "" || text.length >= 32 ? text : undefined),
  }),
  demoEmail: setting({
    name: "VISIT_DEMO_EMAIL",
    default: () => "admin@demo.example",
    meaning: "login of the demo organisation's administrator, when the demo is first filled",
    expected: "an e-mail address",
    parse: (text) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : undefined),
  }),
  demoPassword: setting({
    name: "VISIT_DEMO_PASSWORD",
    default: none,
    meaning: "its password, at least 8 characters; empty: random and printed",
    expected: "at least 8 characters long",
    isSecret: true,
    parse: (text) => (text === "" || text.length >= 8 ? text : undefined),
  }),
  demoApiKey: setting({
    name: "VISIT_DEMO_API_KEY",
    default: none,
    meaning: "the demo's API key, which may read and write everything; empty: random and printed",
    expected: "16 to 200 letters, digits, _ or -",
    isSecret: true,
    parse: (text) => (text === "" || /^[\w-]{16,200}$/.test(text) ? text : undefined),
  }),
  trustedProxies: setting({
    name: "VISIT_TRUSTED_PROXIES",
    default: none,
    meaning: "addresses or CIDR ranges of your proxies, separated by commas; only their X-Forwarded-For is believed",
    expected: "IP addresses or CIDR ranges separated by commas, such as 10.0.0.0/8,::1",
    parse: (text) => {
      const ranges = list(text);
      return ranges.every(isRange) ? ranges : undefined;
    },
  }),
  encryptionKeys: setting({
    name: "VISIT_ENCRYPTION_KEY",
    default: none,
    meaning: "seals secrets in the database, at least 32 characters; to replace it: new,old; empty: made once and kept in the data folder",
    expected: "at least 32 characters long, or several such separated by commas, the newest first",
    isSecret: true,
    parse: (text) => {
      const keys = list(text);
      return keys.every((key) => key.length >= 32) ? keys : undefined;
    },
  }),
  outboundAllow: setting({
    name: "VISIT_OUTBOUND_ALLOW",
    default: none,
    meaning: "targets that functions may reach although they are not public, separated by commas: host, host:port, *.suffix, 10.0.0.0/8 or [fd00::/8]:443",
    expected: outboundRulesExpected(),
    parse: outboundRules,
  }),
  outboundOnly: setting({
    name: "VISIT_OUTBOUND_ONLY",
    default: none,
    meaning: "the only public targets that functions may reach, in the same words; empty: all of them",
    expected: outboundRulesExpected(),
    parse: outboundRules,
  }),
  outboundDeny: setting({
    name: "VISIT_OUTBOUND_DENY",
    default: none,
    meaning: "targets that functions may never reach, in the same words; wins over what is allowed",
    expected: outboundRulesExpected(),
    parse: outboundRules,
  }),
  smtpUrl: setting({
    name: "SMTP_URL",
    default: none,
    meaning: "server that sends mails, such as smtps://user:password@mail.example.org; empty: they are shown on an outbox page instead",
    expected: "empty or like smtp://user:password@host:587, without a path; smtps:// for TLS from the start",
    isSecret: true,
    parse: smtpUrl,
  }),
  mailFrom: setting({
    name: "VISIT_MAIL_FROM",
    default: (env) => `Visit <no-reply@${URL.canParse(env.VISIT_URL || "") ? new URL(env.VISIT_URL || "").hostname : "localhost"}>`,
    meaning: "sender of mails",
    expected: "an e-mail address, alone or like Visit <visit@example.org>",
    parse: (text) => (/^(?:[^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/.test(text) ? text : undefined),
  }),
  inngestEventKey: setting({
    name: "INNGEST_EVENT_KEY",
    default: none,
    meaning: "event key of Inngest; with a signing key it runs the background jobs, on as many Visit processes as there are",
    expected: "a key of Inngest",
    isSecret: true,
    parse: (text) => text,
  }),
  inngestSigningKey: setting({
    name: "INNGEST_SIGNING_KEY",
    default: none,
    meaning: "signing key of Inngest; empty: the jobs run in this process, or in one of those that share the database",
    expected: "a key of Inngest",
    isSecret: true,
    parse: (text) => text,
  }),
  inngestBaseUrl: setting({
    name: "INNGEST_BASE_URL",
    default: none,
    meaning: "address of an Inngest server of your own; empty: Inngest's cloud",
    expected: "empty or an origin such as http://inngest:8288",
    parse: optionalOrigin,
  }),
  inngestDev: setting({
    name: "INNGEST_DEV",
    default: none,
    meaning: "1: the server at INNGEST_BASE_URL is a development server and asks for no keys",
    expected: "empty, 0 or 1",
    parse: (text) => (/^[01]?$/.test(text) ? text === "1" : undefined),
  }),
  inngestServeOrigin: setting({
    name: "INNGEST_SERVE_ORIGIN",
    default: none,
    meaning: "origin under which the Inngest server reaches Visit; empty: VISIT_URL",
    expected: "empty or an origin such as http://visit:3000",
    parse: optionalOrigin,
  }),
  runsKeptDays: setting({
    name: "VISIT_RUNS_KEPT_DAYS",
    default: () => "30",
    meaning: "days for which the runs of functions are kept",
    expected: "a number of days from 1 to 3650",
    parse: (text) => (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 3650 ? Number(text) : undefined),
  }),
  functionTimeoutMs: setting({
    name: "VISIT_FUNCTION_SECONDS",
    default: () => "300",
    meaning: "the longest that a function may be set to run, in seconds",
    expected: "a number of seconds from 1 to 3600",
    parse: (text) => scaled(text, 1, 3600, 1000),
  }),
  functionMemoryBytes: setting({
    name: "VISIT_FUNCTION_MEMORY_MB",
    default: () => "256",
    meaning: "the most memory that a function may be set to use, in MiB",
    expected: "a number of MiB from 16 to 1024",
    parse: (text) => scaled(text, 16, 1024, 1024 * 1024),
  }),
  functionWorkers: setting({
    name: "VISIT_FUNCTION_WORKERS",
    default: () => "0",
    meaning: "functions that compute at the same time in one process, and as many again of organisations whose functions compute much; those that wait for others come on top, up to three times as many; 0: one more than there are processors",
    expected: "a number from 0 to 64",
    parse: (text) => scaled(text, 0, 64, 1),
  }),
  countsCalls: setting({
    name: "VISIT_STATISTICS",
    default: () => "on",
    meaning: "off: calls of the API are neither counted nor logged",
    expected: "on or off",
    parse: (text) => (text === "on" || text === "off" ? text === "on" : undefined),
  }),
  journalDir: setting({
    name: "VISIT_JOURNAL_DIR",
    default: none,
    meaning: "folder where calls are remembered until they are counted; empty: in the data folder; none: there is no disk, and each answer waits until the database has it",
    expected: "empty, none or a folder",
    parse: (text) => (text === "" || text === "none" ? text : resolve(text)),
  }),
  statisticsKeptDays: setting({
    name: "VISIT_STATISTICS_KEPT_DAYS",
    default: () => "2,90,1826",
    meaning: "days for which the counts of API calls are kept: by minute, by quarter of an hour and hour, by day and month",
    expected: "three numbers of days from 1 to 36500, none smaller than the one before, such as 2,90,1826",
    parse: keptDays,
  }),
  requestLogDays: setting({
    name: "VISIT_REQUEST_LOG_DAYS",
    default: () => "30",
    meaning: "days for which the request log is kept",
    expected: "a number of days from 1 to 365",
    parse: (text) => scaled(text, 1, 365, 1),
  }),
  requestLogRate: setting({
    name: "VISIT_REQUEST_LOG_RATE",
    default: () => "100",
    meaning: "calls a second that one process logs of each organisation, besides all errors; what is more is counted, and the log says how many there were",
    expected: "a number from 0 to 100000",
    parse: (text) => scaled(text, 0, 100_000, 1),
  }),
  metricsToken: setting({
    name: "VISIT_METRICS_TOKEN",
    default: none,
    meaning: "opens /metrics for Prometheus, which sends it as a bearer token, at least 16 characters; empty: there is no /metrics",
    expected: "empty or at least 16 characters long",
    isSecret: true,
    parse: (text) => (text === "" || text.length >= 16 ? text : undefined),
  }),
  logLevel: setting({
    name: "VISIT_LOG_LEVEL",
    default: () => "info",
    meaning: "debug, info, warn or error",
    expected: "debug, info, warn or error",
    parse: (text) => (text === "debug" || text === "info" || text === "warn" || text === "error" ? text : undefined),
  }),
};

/** Read by the tests, not by Visit itself. */
const otherNames = ["VISIT_CHROMIUM", "VISIT_E2E_URL", "VISIT_E2E_EMAIL", "VISIT_E2E_PASSWORD", "VISIT_E2E_API_KEY", "VISIT_E2E_SETUP_LINK"];

/** A whole number between two others, in smaller units. @param {string} text @param {number} least @param {number} most @param {number} unit */
function scaled(text, least, most, unit) {
  return /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) * unit : undefined;
}

/** @param {string} text */
function keptDays(text) {
  const [minutes = 0, quarters = 0, days = 0, ...more] = list(text).map((part) => scaled(part, 1, 36_500, 1) ?? 0);
  return more.length === 0 && minutes > 0 && minutes <= quarters && quarters <= days ? { minutes, quarters, days } : undefined;
}

/** @param {string} text */
function portNumber(text) {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535 ? Number(text) : undefined;
}

/** @param {string} text */
function origin(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash && !url.username ? url.origin : undefined;
}

/** @param {string} text */
function optionalOrigin(text) {
  return text === "" ? "" : origin(text);
}

/** @param {string} text */
function postgresUrl(text) {
  if (text === "") return text;
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol) ? text : undefined;
}

/** @param {string} text */
function smtpUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return text === "" || (url && /^smtps?:$/.test(url.protocol) && url.hostname && !url.search && !url.hash && /^\/?$/.test(url.pathname)) ? text : undefined;
}

/** @param {string} text parts separated by commas */
function list(text) {
  return text.split(",").map((part) => part.trim()).filter(Boolean); // prettier-ignore
}

function outboundRulesExpected() {
  return "hosts, host:port, *.suffix, IP addresses or CIDR ranges separated by commas, IPv6 with a port as [fd00::/8]:443";
}

/** What outbound-rules.ts understands. @param {string} text */
function outboundRules(text) {
  const rules = list(text);
  return rules.every(isOutboundRule) ? rules : undefined;
}

/** @param {string} rule */
function isOutboundRule(rule) {
  if (isRange(rule)) return true;
  const [, bracketed, plain = "", port] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d+))?$/.exec(rule) ?? [];
  if (port !== undefined && portNumber(port) === undefined) return false;
  if (bracketed !== undefined) return bracketed.includes(":") && isRange(bracketed);
  if (plain.includes("/") || /^[\d.]+$/.test(plain)) return isRange(plain);
  return /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i.test(plain);
}

/** @param {string} text */
function isRange(text) {
  const [address = "", bits, ...rest] = text.split("/");
  const family = isIP(address);
  return family > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}

/** A mistyped name would otherwise be silently without effect. @param {Environment} env */
function unknownNames(env) {
  const known = [...Object.values(table).map(({ name }) => name), ...otherNames];
  return Object.keys(env)
    .filter((name) => name.startsWith("VISIT_") && !known.includes(name))
    .map((name) => {
      const [nearest = ""] = known.filter((other) => other.startsWith("VISIT_")).sort((one, other) => distance(name, one) - distance(name, other));
      return `${name} is no setting of Visit: did you mean ${nearest}?`;
    });
}

/** Levenshtein's distance. @param {string} one @param {string} other */
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= other.length; column += 1) {
      const substituted = (row[column - 1] ?? 0) + (one[line - 1] === other[column - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
