import { z } from "zod";
import { isTimeZone } from "@/lib/core/zone";
import { optionalText, requiredText, Ticked } from "@/lib/core/typed-text";
import { RecordId } from "@/lib/core/wire-schema";

export const kinds = ["task", "endpoint"] as const;
export type Kind = (typeof kinds)[number];
export const protections = ["link", "apiKey", "signature"] as const;
export type Protection = (typeof protections)[number];
export const signatureSchemes = ["standardwebhooks", "hmac"] as const;
/** `paused`: by Visit, after failures; `disabled`: by somebody. */
export const functionStates = ["active", "paused", "disabled"] as const;
export type FunctionState = (typeof functionStates)[number];
export const triggers = ["schedule", "endpoint", "manual", "again"] as const;
export type Trigger = (typeof triggers)[number];
/** How a run ended. */
export const outcomes = ["returned", "threw", "timedOut", "outOfMemory", "cancelled", "died"] as const;
export type OutcomeName = (typeof outcomes)[number];
export const runStates = ["waiting", "running", ...outcomes] as const;
export type RunState = (typeof runStates)[number];
/** A run that the function, and not somebody who cancelled it, brought to a bad end. */
export const failures: readonly RunState[] = ["threw", "timedOut", "outOfMemory", "died"];
export const intervals = [1, 5, 9, 15, 60] as const;

/** When a task runs: about every so many minutes, or daily when clocks in `zone` show `dailyAt`. */
export type Schedule = { kind: "every"; minutes: (typeof intervals)[number] } | { kind: "daily"; at: string; zone: string };

/** A line of a run's log. `at`: ms since the run began. */
export const LogLine = z.object({ at: z.number(), level: z.enum(["debug", "log", "info", "warn", "error"]), text: z.string() });
export type LogLine = z.output<typeof LogLine>;

/**
 * What a run asked of the outside: the API (`visit`) or another service (`fetch`); of a dry one also what it would have kept (`state`,
 * `secrets`). `target`: of the API its path without the query; of others scheme, host and path; else the name of what is kept. `status`:
 * null when there was no answer. `isDry`: noted, not made.
 */
export const RunCall = z.object({
  door: z.enum(["visit", "fetch", "state", "secrets"]),
  method: z.string(),
  target: z.string(),
  status: z.int().nullable(),
  /** ms since the run began */
  at: z.number(),
  durationMs: z.number(),
  isDry: z.boolean(),
  /** of a dry one: what would have been sent, cut after 2,000 characters */
  body: z.string().optional(),
  error: z.string().optional(),
});
export type RunCall = z.output<typeof RunCall>;

/** What a run threw, or why it ended. Lines and columns are those of the user's own code, from 1. */
export const RunError = z.object({
  name: z.string(),
  message: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
  stack: z.string().optional(),
  /** of an answer of the API that was an error */
  status: z.number().optional(),
  errors: z.unknown().optional(),
});
export type RunError = z.output<typeof RunError>;

/** The most code there may be, in bytes of UTF-8. Source: issue, The sandbox. */
export const maxCodeBytes = 256 * 1024;
export const maxStateBytes = 512 * 1024;
/** The most an event written in the editor may have, in bytes of UTF-8. One that was recorded is run as it came, however long. */
export const maxWrittenEventBytes = 4 * 1024 * 1024;
/** How often one run may set secrets. */
export const maxSecretSets = 100;
export const defaultTimeoutMs: Readonly<Record<Kind, number>> = { task: 60_000, endpoint: 30_000 };
export const defaultMemoryBytes = 64 * 1024 * 1024;

const Code = z
  .string()
  .refine((text) => new TextEncoder().encode(text).length <= maxCodeBytes, "must be at most 256 KiB")
  .refine((text) => !text.includes("\0"), "must not hold the character NUL (U+0000); write it as \\0 in a text");
export const Key = z
  .string()
  .trim()
  .max(60, "must be at most 60 characters")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "may hold small letters, digits, and hyphens between them");

/** Organisation > API > Advanced, + Add. `code`: the template's. */
export const FunctionInput = z
  .object({ name: requiredText(100), kind: z.enum(kinds, "must be Background task or Endpoint function"), key: z.string().trim().default(""), apiKeyId: RecordId, code: Code.default("") })
  .superRefine(({ kind, key }, ctx) => {
    const checked = Key.safeParse(key);
    if (kind === "endpoint" && !checked.success) ctx.addIssue({ code: "custom", path: ["key"], message: checked.error.issues[0]?.message ?? "" });
  });
export type FunctionInput = z.output<typeof FunctionInput>;

const number = (min: number, max: number) => z.coerce.number(`must be a number`).int("must be a whole number").min(min, `must be at least ${min}`).max(max, `must be at most ${max}`);
const emptyIsNull = (text: unknown) => (text === "" || text === undefined ? null : text);

/**
 * What can be set about a function. Those of the other kind are without effect.
 * @property schedule   `1`, `5`, `9`, `15`, `60` or `daily`
 * @property timeoutMs, memoryBytes   up to the operator's caps, which the verb checks
 */
export const SettingsInput = z
  .object({
    name: requiredText(100),
    key: z.string().trim().default(""),
    apiKeyId: RecordId,
    schedule: z.enum(["1", "5", "9", "15", "60", "daily"]).default("9"),
    dailyAt: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, "must be a time such as 07:30").default(""),
    zone: z.string().default("").refine((name) => name === "" || isTimeZone(name), "must be a time zone"),
    timeoutMs: number(1000, 3_600_000),
    memoryBytes: number(8 * 1024 * 1024, 1024 * 1024 * 1024),
    mailTo: z
      .string()
      .max(2000)
      .default("")
      .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
      .pipe(z.array(z.email("must be e-mail addresses, such as ada@example.org")).max(10, "must be at most 10 addresses")),
    mailAfterFailures: number(1, 100).default(1),
    pauseAfterFailures: z.preprocess(emptyIsNull, number(1, 1000).nullable()).default(null),
    protection: z.enum(protections).default("link"),
    signatureScheme: z.preprocess(emptyIsNull, z.enum(signatureSchemes).nullable()).default(null),
    signatureHeader: optionalText(100).pipe(z.string().regex(/^[A-Za-z0-9-]+$/, "must be the name of a header").nullable()),
    /** empty: stays */
    signatureSecret: z.string().max(500).default(""),
  })
  .superRefine((input, ctx) => {
    if (input.schedule === "daily" && input.dailyAt === "") ctx.addIssue({ code: "custom", path: ["dailyAt"], message: "cannot be empty" });
  });
export type SettingsInput = z.output<typeof SettingsInput>;

export const DraftInput = z.object({ code: Code });
export const PublishInput = z.object({ note: requiredText(500) });

/** What a secret may be sent to: `api.example.org`, `*.example.org`, each with or without a port. */
const HostRule = z.string().regex(/^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/, "must be hosts such as api.example.org or *.example.org");

/**
 * A secret of a function. `value`: empty when it is to stay as it is. `isWritable`: the function may set it itself.
 * `allowedHosts`: one a line, or separated by commas; none: anywhere.
 */
export const SecretInput = z.object({
  name: z.string().trim().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/, "must begin with a letter and may hold letters, digits, _ . and -"),
  value: z.string().max(20_000, "must be at most 20,000 characters").default(""),
  isWritable: Ticked,
  allowedHosts: z
    .string()
    .max(5000)
    .default("")
    .transform((text) => [...new Set(text.toLowerCase().split(/[\s,]+/).filter(Boolean))])
    .pipe(z.array(HostRule).max(50, "must be at most 50 hosts")),
});
export type SecretInput = z.output<typeof SecretInput>;

/** A value of a function's state, as JSON text. */
export const StoredInput = z.object({ key: z.string().min(1, "cannot be empty").max(500, "must be at most 500 characters"), json: z.string().refine(isJson, "must be JSON") });
export type StoredInput = z.output<typeof StoredInput>;

/** A secret as its page shows it: never its value. `updatedBy`: null when the function set it itself, or the account is gone. */
export type SecretRow = { name: string; isWritable: boolean; allowedHosts: readonly string[]; updatedAt: Date; updatedBy: string | null };
export type StoredRow = { key: string; bytes: number; updatedAt: Date };

/** What can be done to a function or looked at of it, as its history names it. */
export const auditedActions = ["create", "settings", "publish", "restore", "state", "link.renew", "secret.set", "secret.delete", "stored.edit", "stored.view", "run", "delete"] as const;
export type AuditedAction = (typeof auditedActions)[number];
/** `by`: a person's name, or what acted. */
export type AuditRow = { id: string; action: AuditedAction; detail: string; by: string; at: Date };
export type HistoryRow = AuditRow & { functionId: string; functionName: string; isDeleted: boolean };
/** `action`: only those; absent: all but runs. `before`: an id, of the row the page stands behind. */
export type HistoryFilter = { action?: AuditedAction; before?: string };

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** One run as lists show it. `version`: null for a draft. `startedBy`: of one by hand, unless the account is gone. */
export type RunRow = {
  id: string;
  functionId: string;
  trigger: Trigger;
  isDryRun: boolean;
  version: number | null;
  state: RunState;
  at: Date;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  cpuMs: number | null;
  wallMs: number | null;
  peakMemoryBytes: number | null;
  error: RunError | null;
  startedBy: string | null;
};

/** A run as it goes on, and how it ended. `resultText`: JSON; null: none, or it cannot be decrypted any more. */
export type RunProgress = RunRow & {
  resultText: string | null;
  log: readonly LogLine[];
  isLogTruncated: boolean;
  calls: readonly RunCall[];
  isCancelling: boolean;
  attempt: number;
};

/** All there is to see about one run. `eventText`: JSON; null: it cannot be decrypted any more. */
export type RunDetails = RunProgress & { functionName: string; kind: Kind; code: string; eventText: string | null };

export type RunFilter = { functionId?: string; trigger?: Trigger; outcomes?: readonly RunState[]; from?: Date; until?: Date; cursor?: RunCursor };
/** Where a page goes on: behind the run made then, with this id. */
export type RunCursor = { createdAt: Date; id: string };

/** A function as the list shows it. `recent`: runs of the last 24 h by outcome, in hours that end now, the oldest first. */
export type FunctionRow = {
  id: string;
  kind: Kind;
  name: string;
  key: string | null;
  state: FunctionState;
  publishedVersion: number | null;
  schedule: Schedule | null;
  nextRunAt: Date | null;
  lastRun: Pick<RunRow, "id" | "state" | "at" | "startedAt" | "endedAt" | "wallMs"> | null;
  recent: readonly { hoursAgo: number; good: number; bad: number }[];
};

/** A function as the page of its key shows it. */
export type FunctionOfKey = Pick<FunctionRow, "id" | "name" | "kind" | "state" | "publishedVersion">;

/** All there is to see and set about a function. */
export type FunctionDetails = Omit<FunctionRow, "recent"> & {
  /** null: its key was deleted */
  apiKeyId: string | null;
  draft: string;
  draftSavedAt: Date;
  draftSavedBy: string | null;
  isDraftPublished: boolean;
  protection: Protection;
  signatureScheme: (typeof signatureSchemes)[number] | null;
  signatureHeader: string | null;
  hasSignatureSecret: boolean;
  timeoutMs: number;
  memoryBytes: number;
  mailTo: readonly string[];
  mailAfterFailures: number;
  pauseAfterFailures: number | null;
  failuresInRow: number;
  /** of what can be set and of the draft, for `Context.expects` */
  revision: number;
  createdAt: Date;
  createdBy: string | null;
};

export type VersionRow = { number: number; note: string; publishedAt: Date; publishedBy: string | null };
