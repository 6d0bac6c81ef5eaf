import { templates, type Template } from "@/lib/functions/templates";

/** For whoever begins with nothing: programs that succeed at once and show where everything is. */
const starters: readonly Template[] = [
  {
    id: "task",
    kind: "task",
    name: "A first program",
    text: "Lists your events in its log, and remembers how often it ran.",
    code: `// Runs by itself once it is published. Try it with Run now.
export default async function (event) {
  const expos = await visit.expos.list();
  for (const expo of expos) console.log(expo.name);

  const runs = ((await state.get("runs")) ?? 0) + 1;
  await state.set("runs", runs);
  return { expos: expos.length, runs };
}
`,
  },
  {
    id: "endpoint",
    kind: "endpoint",
    name: "A first program",
    text: "Answers with your events, and with what it was sent.",
    code: `// Answers whoever calls its address once it is published. Try it with Run now.
export default async function (event) {
  const { method, path, query, body } = event.request;
  console.log(method, path);

  const expos = await visit.expos.list();
  return { expos: expos.map(({ id, name }) => ({ id, name })), youSent: { query, body } };
}
`,
  },
];

/** Code to begin with: what is the least of it first. */
export const offered: readonly Template[] = [...starters, ...templates];
