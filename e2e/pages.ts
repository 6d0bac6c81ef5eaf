import { expect, type APIRequestContext } from "@playwright/test";
import { demo } from "./fixtures";

/** Every page there is, for whatever is done with all of them; accessibility.spec.ts holds it against the tree of pages. */
export const publicPages = ["/", "/sign-in", "/docs", "/docs/expos", "/docs/visitors", "/docs/partners", "/docs/functions", "/docs/usage", "/docs/errors", "/docs/errors/validation_failed", "/set-up/used", "/invitation/used", "/no-such-page"];
/** `{event}` is the demo's running event, the others are something of it; see `finders`. */
export const privatePages = [
  "/home",
  "/events/{event}",
  "/events/{event}?show=total",
  "/organisation/setup",
  "/organisation/accounts",
  "/organisation/outbox",
  "/profile",
  ...["", "?q=no+such+key", "/new", "/{key}", "/{key}?tab=secrets", "/{key}?tab=refused"].map((part) => `/organisation/api/keys${part}`),
  ...["", "/new", "/history", "/history?action=link.renew", ...["", "/runs", "/runs?outcome=outOfMemory", "/runs/{run}", "/versions", "/settings", "/secrets", "/state"].map((part) => `/{function}${part}`)].map((part) => `/organisation/api/advanced${part}`),
  "/organisation/api/statistics?split=operation",
  ...["", "/new", "/{alert}"].map((part) => `/organisation/api/statistics/alerts${part}`),
  "/organisation/api/log",
  "/events/new",
  ...["", "/registration-types", "/registration-types/new", "/registration-types/{type}", "/forms", "/forms/new", "/forms/{form}", "/forms/{form}/questions/new", "/forms/{form}/questions/{question}", "/custom-fields", "/locations"].map((part) => `/events/{event}/setup${part}`),
  ...["visitors", "visitors?q=no+such+name", "visitors/new", "visitors/{visitor}", "visitors/{visitor}/edit", "visitors/import", "visitors/import/{visitorImport}"].map((part) => `/events/{event}/${part}`),
  ...["partners", "partners/new", "partners/{partner}", "partners/{partner}/edit", "partners/import", "partners/import/{partnerImport}"].map((part) => `/events/{event}/${part}`),
];

/**
 * The address with its placeholders filled in.
 * @param request  of a browser in which an administrator is signed in, where there is a placeholder
 */
export async function addressOf(path: string, request: APIRequestContext): Promise<string> {
  const [placeholder, name = ""] = /\{(\w+)\}/.exec(path) ?? [];
  if (!placeholder) return path;
  const find = finders[name];
  if (!find) throw new Error(`${path}: nobody knows what ${placeholder} is.`);
  return addressOf(path.replace(placeholder, await find(request, path)), request);
}

/** What stands for a placeholder. @param path  what stands before it is filled in already */
const finders: Readonly<Record<string, (request: APIRequestContext, path: string) => Promise<string>>> = {
  event: async (request) => (await runningEvent(request)).id,
  visitor: (request, path) => fromApi(request, `/create/v2/visitors/${eventIn(path)}?registrationStates=registered&showDeleted=false&limit=1`),
  partner: (request, path) => fromApi(request, `/create/v2/partners/${eventIn(path)}?showDeleted=false&limit=1`),
  key: fromLink,
  function: async () => "demobackgtask", // as prisma/seed/functions.ts names it
  run: firstRun,
  alert: async () => "demoalerterrs", // as prisma/seed/usage.ts names it
  type: fromLink,
  form: fromLink,
  question: (request, path) => fromLink(request, path, path.slice(0, path.indexOf("/questions"))),
  visitorImport: (request, path) => upload(request, `/events/${eventIn(path)}/visitors`, "Reference,First name,E-mail\nX-1,Ada,ada@engine.example\n"),
  partnerImport: (request, path) => upload(request, `/events/${eventIn(path)}/partners`, "Reference,Name\nX-1,Engine Works\n"),
};

function eventIn(path: string): string {
  return path.split("/")[2] ?? "";
}

async function fromApi(request: APIRequestContext, list: string): Promise<string> {
  const answer = await request.get(list, { headers: { authorization: `Bearer ${demo.apiKey}` } });
  const [first]: { id: string }[] = await answer.json();
  if (!first) throw new Error(`There is nothing in ${list}.`);
  return first.id;
}

/** The first that a page links to. @param list  the page; as a rule the part of the path before the placeholder */
async function fromLink(request: APIRequestContext, path: string, list = path.slice(0, path.indexOf("/{"))): Promise<string> {
  const html = await (await request.get(list)).text();
  const before = path.slice(0, path.indexOf("{"));
  const [, id] = new RegExp(`href="${before}((?!new")\\w+)"`).exec(html) ?? [];
  if (!id) throw new Error(`No link on ${list} leads below ${before}.`);
  return id;
}

/** The engine runs the demo's task within a minute of the server's start. */
async function firstRun(request: APIRequestContext, path: string): Promise<string> {
  let id = "";
  await expect(async () => void (id = await fromLink(request, path))).toPass({ timeout: 90_000, intervals: [500, 2000] });
  return id;
}

async function upload(request: APIRequestContext, base: string, csv: string): Promise<string> {
  const answer = await request.post(`${base}/import/upload`, { data: csv, headers: { origin: process.env.VISIT_E2E_URL ?? "", "x-file-name": "seen.csv" } });
  expect(answer.status(), await answer.text()).toBe(201);
  const { location }: { location: string } = await answer.json();
  return location.split("/").at(-1) ?? "";
}

/** The demo's event that is going on now, as the API knows it. */
export async function runningEvent(request: APIRequestContext): Promise<{ id: string; name: string }> {
  const answer = await request.get("/create/v2/expos", { headers: { authorization: `Bearer ${demo.apiKey}` } });
  expect(answer.status()).toBe(200);
  const events: { id: string; name: string; start: string; end: string }[] = await answer.json();
  const now = new Date().toISOString();
  const running = events.find(({ start, end }) => start <= now && now <= end);
  if (!running) throw new Error("The demo has no running event.");
  return running;
}
