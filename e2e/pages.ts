import { expect, type APIRequestContext } from "@playwright/test";
import { demo } from "./fixtures";

/** Every page there is, for whatever is done with all of them. `{event}` is the demo's running event, `{visitor}` and `{partner}` one of its. */
export const publicPages = ["/", "/sign-in", "/docs", "/docs/expos", "/docs/visitors", "/docs/partners", "/docs/errors/validation_failed", "/set-up/used", "/invitation/used", "/no-such-page"];
export const privatePages = [
  "/home",
  "/events/{event}",
  "/events/{event}?show=total",
  "/organisation/setup",
  "/organisation/accounts",
  "/organisation/outbox",
  "/profile",
  "/organisation/api/keys",
  "/organisation/api/keys/new",
  "/events/new",
  ...["", "/registration-types", "/registration-types/new", "/forms", "/forms/new", "/custom-fields", "/locations"].map((part) => `/events/{event}/setup${part}`),
  ...["visitors", "visitors?q=no+such+name", "visitors/new", "visitors/{visitor}", "visitors/{visitor}/edit", "partners", "partners/new", "partners/{partner}", "partners/{partner}/edit"].map((part) => `/events/{event}/${part}`),
];

/** The address with its placeholders filled in. */
export async function addressOf(path: string, request: APIRequestContext): Promise<string> {
  if (!path.includes("{event}")) return path;
  const { id } = await runningEvent(request);
  const visitor = path.includes("{visitor}") ? await oneOf(request, `/create/v2/visitors/${id}?registrationStates=registered&showDeleted=false&limit=1`) : "";
  const partner = path.includes("{partner}") ? await oneOf(request, `/create/v2/partners/${id}?showDeleted=false&limit=1`) : "";
  return path.replaceAll("{event}", id).replaceAll("{visitor}", visitor).replaceAll("{partner}", partner);
}

async function oneOf(request: APIRequestContext, list: string): Promise<string> {
  const answer = await request.get(list, { headers: { authorization: `Bearer ${demo.apiKey}` } });
  const [first]: { id: string }[] = await answer.json();
  if (!first) throw new Error(`There is nothing in ${list}.`);
  return first.id;
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
