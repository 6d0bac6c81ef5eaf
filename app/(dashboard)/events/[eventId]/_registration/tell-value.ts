import { attendanceWords, stateWords } from "@/components/visitor-state";
import { targetsOf, type Resource } from "@/lib/imports/targets";
import { registrationStates } from "@/lib/visitors/states";
import { normal, readChosen } from "./values";

type Named = { id: string; name: string };
/** What the ids in a form's values stand for. */
type Lookups = { types: readonly Named[]; forms?: readonly Named[]; partners?: readonly Named[]; questions?: readonly (Named & { reference: string | null; type: string; answers: readonly Named[] })[] };

/** A value of a form in words: what it is called everywhere, and what its ids stand for. */
export function tellValue(resource: Resource, { types, forms = [], partners = [], questions = [] }: Lookups) {
  const labels = new Map(targetsOf(resource, questions).map(({ key, label }) => [key, label]));
  const named = (list: readonly Named[], id: string) => list.find((one) => one.id === id)?.name ?? id;
  return (name: string, text: string): { label: string; text: string } => {
    const label = labels.get(name) ?? others[name] ?? name;
    const [head, id] = name.split(".");
    if (normal(text) === "") return { label, text: "" };
    if (head === "answers") {
      const answers = questions.find((question) => question.id === id)?.answers ?? [];
      return { label, text: readChosen(text).map(([answerId, written]) => written || named(answers, answerId)).join(", ") };
    }
    if (name === "registrationType") return { label, text: named(types, text) };
    if (name === "form") return { label, text: named(forms, text) };
    if (name === "partner") return { label, text: named(partners, text) };
    if (name === "registrationState") {
      const state = registrationStates.find((known) => known === text);
      return { label, text: state ? stateWords[state] : text };
    }
    if (name === "attendanceState") return { label, text: attendanceWords[text === "show" ? "show" : "no-show"] };
    return { label, text: name in others || name === "tags" || name === "labels" ? entries(text) : text };
  };
}

const others: Readonly<Record<string, string>> = { "contact.addresses": "Addresses", "contact.socialMedia": "Social media" };

/** A list that a form carries, as people would write it. */
function entries(text: string): string {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) return text;
  return list.map((entry: unknown) => (typeof entry === "object" && entry !== null ? Object.values(entry).filter(Boolean).join(", ") : String(entry))).join("; ");
}
