import { ends, hashSecret, newSecret } from "@/lib/api-keys/secret";
import type { Context, EventScope } from "@/lib/core/context";
import { write } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";

/** The smallest things a test needs, put straight into the database. Each test makes an organisation of its own. */

export type MadeOrganisation = { id: string };
export type MadeKey = { id: string; secret: string };
export type MadeFair = { organisation: MadeOrganisation; event: MadeEvent; key: MadeKey };

export async function makeOrganisation(more: { deduplication?: "off" | "event" | "organisation"; name?: string } = {}): Promise<MadeOrganisation> {
  const id = newId();
  await runtime().database.writer.organisation.create({ data: { id, name: `Organiser ${id}`, ...more } });
  return { id };
}

/** A key; without more it may write everything, everywhere. Rights by resource, `*` for what is not named. */
export async function makeKey(
  organisation: MadeOrganisation,
  more: {
    rights?: Record<string, "none" | "read" | "write">;
    events?: readonly { id: string }[];
    addresses?: string[];
    state?: "Active" | "Disabled";
    expiresAt?: Date;
    limits?: { parallel?: number; queued?: number; perMinute?: number; waiters?: number };
    secret?: string;
  } = {},
): Promise<MadeKey> {
  const id = newId();
  const secret = more.secret ?? newSecret();
  const { first, last } = ends(secret);
  await runtime().database.writer.apiKey.create({
    data: {
      id,
      organisationId: organisation.id,
      secrets: { create: { hash: hashSecret(secret), firstCharacters: first, lastCharacters: last } },
      state: more.state ?? "Active",
      rights: more.rights ?? { "*": "write" },
      limits: more.limits ?? {},
      addressScope: more.addresses ? "listed" : "any",
      addresses: more.addresses ?? [],
      eventScope: more.events ? "chosen" : "all",
      expiresAt: more.expiresAt ?? null,
    },
  });
  for (const event of more.events ?? []) await runtime().database.writer.apiKeyEvent.create({ data: { apiKeyId: id, eventId: event.id } });
  return { id, secret };
}

export type MadeEvent = Awaited<ReturnType<typeof makeEvent>>;

/**
 * An event with two visitor types (the first is the default), a partner type, and a default form that asks: diet (radio, mandatory),
 * interests (checkBox), remarks (open); plus a form that the API may leave gaps in.
 */
export async function makeEvent(organisation: MadeOrganisation, more: { name?: string; reference?: string; timezone?: string; start?: Date; end?: Date } = {}) {
  const id = newId();
  const made = {
    id,
    visitorType: { id: newId(9), name: "Visitor", reference: "visitor" },
    pressType: { id: newId(9), name: "Press", reference: "press" },
    partnerType: { id: newId(9), name: "Exhibitor", reference: "exhibitor" },
    form: { id: newId(), name: "Registration" },
    gapForm: { id: newId(), name: "On site" },
    diet: { id: newId(), reference: "diet", name: "*diet", answers: { meat: newId(9), vegan: newId(9) } },
    interests: { id: newId(), reference: "interests", name: "Interests", answers: { wood: newId(9), steel: newId(9), glass: newId(9) } },
    remarks: { id: newId(), reference: "remarks", name: "Remarks", answers: { text: newId(9) } },
  };
  const { visitorType, pressType, partnerType, form, gapForm, diet, interests, remarks } = made;
  const of = { organisationId: organisation.id, eventId: id };
  const choice = (questionId: string, name: string, answerId: string, sort: number, type: string | null = null) =>
    ({ id: answerId, organisationId: organisation.id, questionId, name, reference: name, sort, type });
  await write({ organisationId: organisation.id }, async (tx) => {
    await tx.event.create({
      data: {
        id,
        organisationId: organisation.id,
        name: more.name ?? "Wood & Steel 2027",
        reference: more.reference ?? null,
        contactEmail: '"Wood & Steel" <hello@fair.example>',
        start: more.start ?? new Date("2027-03-09T08:00:00Z"),
        end: more.end ?? new Date("2027-03-11T17:00:00Z"),
        timezone: more.timezone ?? "Europe/Amsterdam",
      },
    });
    await tx.registrationType.createMany({
      data: [
        { ...of, ...visitorType, type: "visitor", isDefault: true, sort: 1 },
        { ...of, ...pressType, type: "visitor", sort: 2 },
        { ...of, ...partnerType, type: "partner", isDefault: true, sort: 3, staff: [{ id: newId(9), name: "Staff", freeBadges: 5 }] },
      ],
    });
    await tx.form.createMany({ data: [{ ...of, ...form, isDefault: true, sort: 1 }, { ...of, ...gapForm, allowsGaps: true, sort: 2 }] });
    await tx.question.createMany({
      data: [
        { ...of, id: diet.id, name: diet.name, reference: diet.reference, type: "radio", sort: 1 },
        { ...of, id: interests.id, name: interests.name, reference: interests.reference, type: "checkBox", sort: 2 },
        { ...of, id: remarks.id, name: remarks.name, reference: remarks.reference, type: "open", sort: 3 },
      ],
    });
    await tx.answer.createMany({
      data: [
        ...Object.entries(diet.answers).map(([name, answerId], sort) => choice(diet.id, name, answerId, sort)),
        ...Object.entries(interests.answers).map(([name, answerId], sort) => choice(interests.id, name, answerId, sort)),
        choice(remarks.id, "text", remarks.answers.text, 0, "largeText"),
      ],
    });
    await tx.formQuestion.createMany({
      data: [form, gapForm].flatMap((asking) => [
        { formId: asking.id, questionId: diet.id, isMandatory: true, sort: 1 },
        { formId: asking.id, questionId: interests.id, sort: 2 },
        { formId: asking.id, questionId: remarks.id, sort: 3 },
      ]),
    });
    await tx.customField.create({ data: { id: newId(9), ...of, name: "hall", value: "Hall 4" } });
    await tx.location.create({ data: { id: newId(9), ...of, name: "North entrance", direction: "in" } });
  });
  return made;
}

/** An organisation with one event and a key that may do everything. */
export async function makeFair(more: Parameters<typeof makeEvent>[1] = {}): Promise<MadeFair> {
  const organisation = await makeOrganisation();
  return { organisation, event: await makeEvent(organisation, more), key: await makeKey(organisation) };
}

/** How many days of 24 hours from now; negative ones are past. */
export function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}

/** What a verb gets first, for tests that call verbs directly. */
export function makeContext(organisation: MadeOrganisation, more: { events?: EventScope; now?: Date; key?: MadeKey } = {}): Context {
  return {
    organisationId: organisation.id,
    actor: more.key ? { kind: "key", id: more.key.id, origin: "outside" } : { kind: "system" },
    events: more.events ?? { kind: "all" },
    now: more.now ?? new Date("2027-03-10T10:00:00Z"),
  };
}
