import { isRecord, listOf } from "@/lib/codec/decoded";

type Node = Record<string, unknown>;

/**
 * A believable value of a JSON schema, for documentation: what stands in `values` under the member's name (or under
 * `parent.member`, where a word means different things), else the plainest thing the schema allows. Always the same.
 * @param schema  self-contained JSON schema (no `$ref`), as `z.toJSONSchema` makes it
 * @param name    of the member the value stands under
 */
export function sampleOf(schema: unknown, name: string, parent = ""): unknown {
  if (!isRecord(schema)) return null;
  const known = values[`${parent}.${name}`] ?? values[name];
  if (known !== undefined && fits(known, schema)) return known;
  if (schema.const !== undefined) return schema.const;
  const [first] = listOf(schema.enum) ?? [];
  if (first !== undefined) return first;
  const options = listOf(schema.anyOf ?? schema.oneOf);
  if (options) return sampleOfUnion(options, name, parent);
  if (schema.type === "object") return sampleOfObject(schema, name);
  if (schema.type === "array") return [sampleOf(schema.items, typeof schema.item === "string" ? schema.item : name, name)];
  return sampleOfScalar(schema);
}

/** Null where no other value is known to be typical; lists and objects show what they may hold. */
function sampleOfUnion(options: readonly unknown[], name: string, parent: string): unknown {
  const others = options.filter((option) => !isRecord(option) || option.type !== "null");
  const structured = others.find((option) => isRecord(option) && (option.type === "object" || option.type === "array"));
  const chosen = structured ?? others[0];
  const isPlainText = others.length < options.length && isRecord(chosen) && chosen.type === "string" && chosen.enum === undefined;
  const value = isPlainText ? (values[`${parent}.${name}`] ?? values[name] ?? null) : sampleOf(chosen, name, parent);
  return value;
}

function sampleOfObject(schema: Node, name: string): Node {
  const members = Object.entries(isRecord(schema.properties) ? schema.properties : {});
  return Object.fromEntries(members.map(([member, node]) => [member, sampleOf(node, member, name)]));
}

function sampleOfScalar(schema: Node): unknown {
  if (schema.type === "boolean") return schema.default ?? false;
  if (schema.type === "integer" || schema.type === "number") return schema.default ?? Math.max(Number(schema.minimum ?? 0), 0);
  if (schema.format === "date-time") return "2026-11-24T09:12:41Z";
  if (schema.format === "date") return "1984-05-31";
  const pattern = String(schema.pattern ?? "");
  if (pattern.includes("{13}")) return "2kq7v0c4m1x8r";
  return pattern.includes("{9}") ? "7h2k9p0xa" : "text";
}

function fits(value: unknown, schema: Node): boolean {
  const options = listOf(schema.anyOf ?? schema.oneOf);
  if (options) return options.some((option) => isRecord(option) && fits(value, option));
  const allowed = listOf(schema.enum);
  if (allowed) return allowed.includes(value);
  if (schema.type === "array") return Array.isArray(value);
  return schema.type === (typeof value === "number" ? (Number.isInteger(value) ? "integer" : "number") : typeof value);
}

const exhibitor = { id: "4m8w1c5zq", name: "Exhibitor", reference: "exhibitor" };
const figures = { calls: 1284, errors: 12, serverErrors: 0, bytes: 5_218_304, p95Bytes: 16_384, byFunctions: 40, averageMs: 6.4, p50Ms: 3.8, p95Ms: 21.5, p99Ms: 48.2 };

/** One visitor, one exhibitor and one fair that all examples are about. */
const values: Record<string, unknown> = {
  expoId: "2kq7v0c4m1x8r",
  visitorId: "5tn3w8e1z6y0b",
  partnerId: "9fd2h7j4s0k6q",
  "expo.id": "2kq7v0c4m1x8r",
  "expo.name": "Harbour & Logistics Fair 2026",
  "expo.reference": "HLF26",
  "expo.description": "Terminals, vessels and the software between them.",
  contactEmail: "Harbour & Logistics Fair <fair@harbour.example>",
  timezone: "Europe/Amsterdam",
  start: "2026-11-24T08:00:00Z",
  end: "2026-11-27T16:00:00Z",
  revision: 4711,
  "visitor.id": "5tn3w8e1z6y0b",
  "visitor.reference": "CRM-20418",
  registrationState: "registered",
  attendanceState: "show",
  method: "api",
  language: "nl",
  "partner.id": "9fd2h7j4s0k6q",
  "partner.name": "Kade Robotics",
  "partner.reference": "EXH-0107",
  role: "guest",
  boothNumber: "7.B12",
  boothSize: "24 m²",
  hall: "7",
  staffLimit: 8,
  "contact.id": "8b0m4x2c6v9n1",
  "contact.reference": "P-5521",
  firstInitials: "N.",
  firstName: "Noor",
  lastNamePrefix: "de",
  lastName: "Vries",
  company: "Havenlicht BV",
  jobFunction: "Head of Operations",
  phone1: "+31 10 555 0142",
  email: "noor.devries@havenlicht.example",
  website: "https://havenlicht.example",
  dateOfBirth: "1984-05-31",
  address: "Wilhelminakade",
  houseNumber: "83",
  postalCode: "3072 AP",
  city: "Rotterdam",
  country: "NL",
  "profile.type": "LinkedIn",
  "profile.url": "https://www.linkedin.com/in/noordevries",
  "partner.registrationType": exhibitor,
  "partnerSetting.registrationType": exhibitor,
  "registrationType.name": "Visitor",
  "registrationType.reference": "visitor",
  "form.name": "Registration",
  "registrationForm.name": "Registration",
  "question.name": "*diet",
  "question.reference": "diet",
  "question.type": "radio",
  "answer.name": "Vegan",
  "answer.reference": "vegan",
  "answer.question": "diet",
  "value.answerId": "7h2k9p0xa",
  "value.reference": "vegan",
  "value.text": "Vegan",
  "customField.name": "hashtag",
  "customField.customCode": "#custom:hashtag#",
  "customField.value": "#HLF26",
  "location.name": "Entrance north",
  "staffMember.name": "Stand staff",
  "registrationTypeStat.name": "Visitor",
  freeBadges: 6,
  total: 1240,
  online: 1102,
  onsite: 138,
  show: 640,
  noshow: 600,
  tag: "keynote",
  label: "vip",
  actionCode: "EARLY26",
  registerTime: "2026-10-02T13:45:10Z",
  visitTime: "2026-11-24T09:12:41Z",
  firstEntryTime: "2026-11-24T09:12:41Z",
  lastExitTime: "2026-11-24T15:30:02Z",
  dwellingTime: 22641,
  visits: 1,
  code: "HLF26-5TN3W8E1Z6Y0B",
  "document.type": "ProfilePhoto",
  "statistic.from": "2026-11-24T08:00:00Z",
  "statistic.until": "2026-11-24T09:00:00Z",
  "statistic.resolution": "hour",
  "statistic.totals": figures,
  "statistic.before": { ...figures, calls: 1107, errors: 9, bytes: 4_518_006, byFunctions: 36 },
  "statistic.buckets": [{ start: "2026-11-24T08:00:00Z", end: "2026-11-24T09:00:00Z", calls: 1284, parts: [{ name: "2xx", calls: 1272 }, { name: "4xx", calls: 12 }] }],
  "statistic.operations": [{ ...figures, operation: "visitors.list" }],
  "statistic.keys": [{ ...figures, id: "6q1z8d3m5v7c2", name: "CRM connector" }],
};
