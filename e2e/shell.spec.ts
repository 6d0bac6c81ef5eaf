import { demo, expect, test } from "./fixtures";
import { runningEvent } from "./pages";

test("the navigation shows where one is, and leads to another event", async ({ signedIn: page, request }) => {
  const event = await runningEvent(request);
  await page.goto("/home");
  await page.getByRole("link", { name: event.name }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: event.name })).toBeVisible();
  const navigation = page.getByRole("navigation", { name: "Main" });
  await expect(navigation.getByRole("link", { name: "Overview" })).toHaveAttribute("aria-current", "page");
  await navigation.getByRole("button", { name: /^Event: / }).click();
  const other = page.getByRole("menuitem", { name: /Hamburg/ });
  await other.click();
  await expect(page.getByRole("heading", { level: 1, name: /Hamburg/ })).toBeVisible();
});

test("Ctrl+K finds pages, events, and people of the event by any part of their name, and gives the focus back", async ({ signedIn: page, request }) => {
  const event = await runningEvent(request);
  const answer = await request.get(`/create/v2/visitors/${event.id}?limit=1`, { headers: { authorization: `Bearer ${demo.apiKey}` } });
  const [visitor]: { id: string; contact: { lastName: string; email: string } }[] = await answer.json();
  if (!visitor) throw new Error("The demo's event has no visitors.");
  await page.goto(`/events/${event.id}`);
  await page.getByRole("link", { name: "Visitors" }).first().focus();

  await page.keyboard.press("Control+k");
  const search = page.getByRole("combobox", { name: "Search" });
  await search.fill(visitor.contact.email.toUpperCase());
  await expect(page.getByRole("option", { name: new RegExp(visitor.contact.lastName) }).first()).toBeVisible();
  await search.fill("no such thing anywhere");
  await expect(page.getByText("Nothing is called")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Visitors" }).first()).toBeFocused();

  await page.keyboard.press("Control+k");
  await search.fill("hamburg");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /Hamburg/ })).toBeVisible();
});

test("on a narrow page the navigation is a drawer that keeps the keyboard inside and gives it back", async ({ signedIn: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/home");
  const menu = page.getByRole("button", { name: "Menu" });
  await menu.focus();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("link", { name: "Home" })).toBeVisible();
  for (let press = 0; press < 14; press++) {
    await page.keyboard.press("Tab");
    await expect(drawer.locator(":focus")).toHaveCount(1);
  }
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
  await menu.click();
  await drawer.getByRole("link", { name: "Home" }).click();
  await expect(drawer).toHaveCount(0);
});

test("the overview follows what the API does, without anybody reloading it", async ({ signedIn: page, request }) => {
  const event = await runningEvent(request);
  await page.goto(`/events/${event.id}`);
  const visitors = page.getByRole("definition").first();
  const before = Number((await visitors.textContent())?.replaceAll(",", ""));
  const made = await request.post(`/create/v2/visitors/${event.id}`, { headers: { authorization: `Bearer ${demo.apiKey}` }, data: { contact: { lastName: "Live", email: `live-${crypto.randomUUID()}@visit.example` } } });
  expect(made.status()).toBe(201);
  await expect.poll(async () => Number((await visitors.textContent())?.replaceAll(",", "")), { timeout: 15_000 }).toBeGreaterThan(before);
});

test("the chart says in a sentence and a table what it draws", async ({ signedIn: page, request }) => {
  const event = await runningEvent(request);
  await page.goto(`/events/${event.id}`);
  await expect(page.getByText(/^[\d,]+ since .* Most came in the week of .*: [\d,]+\.$/)).toBeVisible();
  await page.getByText("As a table").click();
  await expect(page.getByRole("table").getByRole("row").nth(2)).toBeVisible();
  await page.getByRole("link", { name: "Total" }).click();
  await expect(page).toHaveURL(/\?show=total$/);
  await expect(page.getByRole("columnheader", { name: "Registrations in total" })).toBeVisible();
});

test("the whole menu of an event's page is in sight on a laptop", async ({ signedIn: page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`/events/${(await runningEvent(page.request)).id}`);
  const links = page.getByRole("navigation", { name: "Main" }).getByRole("link");
  for (const link of [links.first(), links.last()]) await expect(link).toBeInViewport({ ratio: 1 });
});

test("an event that is not there is a 404, and live news are for people with a session", async ({ signedIn: page, request }) => {
  const missing = await page.goto("/events/0000000000000");
  expect(missing?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: "There is nothing at this address" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Home" })).toHaveAttribute("href", "/home");
  const event = await runningEvent(request);
  expect((await request.get(`/live?topic=visitors:${event.id}`)).status()).toBe(401);
  expect((await request.get(`/find?event=${event.id}&q=jan`)).status()).toBe(401);
  expect((await page.request.get(`/live?topic=accounts:*`)).status()).toBe(404);
});

test("the organisation's setup names what is wrong, and keeps what is right", async ({ signedIn: page }) => {
  await page.goto("/organisation/setup");
  const name = page.getByLabel("Name");
  const given = await name.inputValue();
  await name.fill("  ");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Cannot be empty")).toBeVisible();
  await expect(name).toBeFocused();
  await name.fill(given);
  await page.getByRole("radio", { name: /^Per event/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("radio", { name: /^Per event/ })).toBeChecked();
  await page.getByRole("radio", { name: /^Per organisation/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
});
