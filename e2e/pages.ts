import { expect, type APIRequestContext } from "@playwright/test";
import { demo } from "./fixtures";

/** Every page there is, for whatever is done with all of them. `{event}` is the demo's running event. */
export const publicPages = ["/", "/sign-in", "/docs", "/docs/expos", "/docs/visitors", "/docs/partners", "/docs/errors/validation_failed", "/set-up/used", "/no-such-page"];
export const privatePages = [
  "/home",
  "/events/{event}",
  "/events/{event}?show=total",
  "/organisation/setup",
  "/events/new",
  ...["", "/registration-types", "/registration-types/new", "/forms", "/forms/new", "/custom-fields", "/locations"].map((part) => `/events/{event}/setup${part}`),
];

/** The address with its placeholders filled in. */
export async function addressOf(path: string, request: APIRequestContext): Promise<string> {
  return path.includes("{event}") ? path.replaceAll("{event}", (await runningEvent(request)).id) : path;
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
