import type { Row } from "./copy";
import type { Random } from "./random";
import { atWallTime, dayIn } from "./zone";

export type Choice = { id: string; text: string | null };
export type Question = { id: string; reference: string; type: "open" | "radio" | "select" | "checkBox"; isMandatory: boolean; choices: Choice[] };
export type Form = { id: string; name: string; questions: Question[] };
export type Type = { id: string; name: string; weight: number };

/** One event with all that a registration refers to, and the rows that make it. */
export type Fair = {
  eventId: string;
  /** the days it is open, as instants of opening and closing */
  days: { opens: Date; closes: Date }[];
  visitorTypes: Type[];
  partnerTypes: Type[];
  staffForm: Form;
  visitorForm: Form;
  rows: [table: string, rows: Row[]][];
};

/** Types and questions all events of the organisation share. */
export type House = { organisationId: string; visitorTypes: Type[]; partnerTypes: Type[]; questions: Question[]; rows: [table: string, rows: Row[]][] };

export type FairPlan = {
  name: string;
  reference: string;
  description: string | null;
  zone: string;
  /** first day counted from today, and how many */
  firstDay: number;
  dayCount: number;
};

export function makeHouse(random: Random, organisationId: string): House {
  const types = [
    { name: "Visitor", reference: "visitor", type: "visitor", isDefault: true, weight: 70, staff: [] as object[] },
    { name: "VIP", reference: "vip", type: "visitor", isDefault: false, weight: 5, staff: [] },
    { name: "Exhibitor", reference: "exhibitor", type: "partner", isDefault: true, weight: 90, staff: [{ id: random.id(9), name: "Stand staff", freeBadges: 6 }, { id: random.id(9), name: "Build-up crew", freeBadges: 10 }] },
  ].map((type, sort) => ({ id: random.id(9), sort, ...type }));
  const asked = sharedQuestions.map((question, sort) => makeQuestion(random, organisationId, null, question, sort));
  return {
    organisationId,
    visitorTypes: types.filter(({ type }) => type === "visitor"),
    partnerTypes: types.filter(({ type }) => type === "partner"),
    questions: asked.map(({ question }) => question),
    rows: [
      ["registration_type", types.map(({ weight: _, staff, ...type }) => ({ ...type, organisationId, eventId: null, staff: JSON.stringify(staff) }))],
      ["question", asked.map(({ row }) => row)],
      ["answer", asked.flatMap(({ answers }) => answers)],
    ],
  };
}

export function makeFair(random: Random, house: House, plan: FairPlan, now: Date): Fair {
  const { organisationId } = house;
  const eventId = random.id();
  const dates = Array.from({ length: plan.dayCount }, (_, day) => dayIn(plan.zone, now, plan.firstDay + day));
  const days = dates.map((day) => ({ opens: atWallTime(day, "09:00", plan.zone), closes: atWallTime(day, "17:30", plan.zone) }));
  const types = [
    { name: "Student", reference: "student", type: "visitor", weight: 8, staff: [] as object[] },
    { name: "Press", reference: "press", type: "visitor", weight: 4, staff: [] },
    { name: "Speaker", reference: "speaker", type: "visitor", weight: 3, staff: [] },
    { name: "Main sponsor", reference: "sponsor", type: "partner", weight: 5, staff: [{ id: random.id(9), name: "Stand staff", freeBadges: 20 }] },
    { name: "Media partner", reference: "media", type: "partner", weight: 5, staff: [{ id: random.id(9), name: "Reporters", freeBadges: 2 }] },
  ].map((type, sort) => ({ id: random.id(9), sort: sort + 10, ...type }));
  const asked = fairQuestions.map((question, sort) => makeQuestion(random, organisationId, eventId, question, sort + 10));
  const all = [...house.questions, ...asked.map(({ question }) => question)];
  const visitorForm = makeForm(random, all, { name: "Visitor registration", description: "For everyone who comes to see the fair.", isDefault: true, allowsGaps: false });
  const staffForm = makeForm(random, house.questions.slice(0, 1), { name: "Exhibitor staff", description: null, isDefault: false, allowsGaps: true });
  const forms = [visitorForm, staffForm];
  const url = `https://register.example/${plan.reference.toLowerCase()}`;
  return {
    eventId,
    days,
    visitorTypes: [...house.visitorTypes, ...types.filter(({ type }) => type === "visitor")],
    partnerTypes: [...house.partnerTypes, ...types.filter(({ type }) => type === "partner")],
    visitorForm: visitorForm.form,
    staffForm: staffForm.form,
    rows: [
      ["event", [{ id: eventId, organisationId, name: plan.name, contactEmail: `${plan.name} <hello@harbour-fairs.example>`, description: plan.description, start: days[0]?.opens ?? now, end: days.at(-1)?.closes ?? now, timezone: plan.zone, reference: plan.reference }]],
      ["registration_type", types.map(({ weight: _, staff, ...type }) => ({ ...type, organisationId, eventId, isDefault: false, staff: JSON.stringify(staff) }))],
      ["question", asked.map(({ row }) => row)],
      ["answer", asked.flatMap(({ answers }) => answers)],
      ["form", forms.map(({ row }, sort) => ({ ...row, organisationId, eventId, url: `${url}/${sort === 0 ? "visit" : "staff"}`, sort }))],
      ["form_question", forms.flatMap(({ links }) => links)],
      ["custom_field", [["wifi", "harbour / Tidewater-26"], ["parking", "P3, shuttle every 10 minutes"], ["hashtag", `#${plan.reference.toLowerCase()}`]].map(([name = "", value = ""]) => ({ id: random.id(9), organisationId, eventId, name, value }))],
      ["location", ([["Main entrance", "in"], ["Main exit", "out"], ["North gate", "in"], ["Conference foyer", null]] as const).map(([name, direction]) => ({ id: random.id(9), organisationId, eventId, name, direction }))],
    ],
  };
}

type Definition = { name: string; reference: string; type: Question["type"]; isMandatory?: boolean; columns?: number; choices?: readonly (readonly [name: string, reference: string | null])[] };

function makeQuestion(random: Random, organisationId: string, eventId: string | null, definition: Definition, sort: number) {
  const id = random.id();
  // what is typed in freely hangs on an answer too, whose type says how large the field is
  const choices = definition.choices ?? ([["", null]] as const);
  const answers = choices.map(([name, reference], at) => ({ id: random.id(9), organisationId, questionId: id, name, reference, sort: at, type: definition.choices ? null : "smallText" }));
  const question: Question = {
    id,
    reference: definition.reference,
    type: definition.type,
    isMandatory: definition.isMandatory ?? false,
    choices: answers.map(({ id, name, type }) => ({ id, text: type ? null : name })),
  };
  const row: Row = { id, organisationId, eventId, name: definition.name, type: definition.type, numberOfColumns: definition.columns ?? 1, reference: definition.reference, sort };
  return { question, row, answers };
}

function makeForm(random: Random, questions: Question[], words: { name: string; description: string | null; isDefault: boolean; allowsGaps: boolean }) {
  const id = random.id();
  const form: Form = { id, name: words.name, questions };
  const links = questions.map(({ id: questionId, isMandatory }, sort) => ({ formId: id, questionId, isMandatory, sort }));
  return { form, links, row: { id, ...words, pspMode: null, senderEmail: "registration@harbour-fairs.example" } };
}

const sharedQuestions: Definition[] = [
  { name: "Sector", reference: "sector", type: "select", isMandatory: true, choices: [["Water board or utility", "utility"], ["Ports & shipping", "ports"], ["Energy", "energy"], ["Construction", "construction"], ["Research & education", "research"], ["Government", "government"]] },
  { name: "Decision power", reference: "decision", type: "radio", choices: [["I decide", "decides"], ["I advise", "advises"], ["I am just looking", "looks"]] },
  { name: "*campaign", reference: "campaign", type: "open" },
];
const fairQuestions: Definition[] = [
  { name: "Interests", reference: "interests", type: "checkBox", isMandatory: true, columns: 2, choices: [["Pumps & valves", "pumps"], ["Flood protection", "flood"], ["Offshore wind", "wind"], ["Tidal energy", "tidal"], ["Sensors & data", "data"], ["Dredging", "dredging"]] },
  { name: "How did you hear of us?", reference: "heard", type: "select", choices: [["A colleague", "colleague"], ["An exhibitor", "exhibitor"], ["Trade press", "press"], ["Social media", "social"]] },
  { name: "Lunch", reference: "diet", type: "radio", choices: [["Everything", "all"], ["Vegetarian", "vegetarian"], ["Vegan", "vegan"], ["Halal", "halal"], ["No lunch", null]] },
  { name: "Your question to us", reference: "question", type: "open" },
];
