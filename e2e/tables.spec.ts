import type { APIRequestContext, Page } from "@playwright/test";
import { demo, expect, expectAccessible, test } from "./fixtures";

/** Visitors of a name that nobody else has, made through the API, all invited. */
async function makeFamily(request: APIRequestContext, baseURL: string | undefined): Promise<{ eventId: string; family: string }> {
  const family = `Tafel${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
  const headers = { authorization: `Bearer ${demo.apiKey}`, accept: "application/json" };
  const expos: { id: string; name: string }[] = await (await request.get(`${baseURL}/create/v2/expos`, { headers })).json();
  const eventId = expos.find(({ name }) => name.startsWith("Water & Energy"))?.id ?? "";
  for (const firstName of ["Anna", "Bob", "Chris"]) await invite(request, baseURL, { eventId, family, firstName });
  return { eventId, family };
}

async function invite(request: APIRequestContext, baseURL: string | undefined, { eventId, family, firstName }: { eventId: string; family: string; firstName: string }): Promise<void> {
  const contact = { firstName, lastName: family, company: `${family} Ltd`, email: `${firstName}@${family}.example` };
  const made = await request.post(`${baseURL}/create/v2/visitors/${eventId}`, { headers: { authorization: `Bearer ${demo.apiKey}` }, data: { registrationState: "invited", contact } });
  expect(made.status()).toBe(201);
}

const rows = (page: Page) => page.getByRole("region", { name: "Visitors" }).getByRole("checkbox", { name: /^Select (?!all)/ });

test("visitors are found while one types, and the address remembers what was looked for", async ({ signedIn: page, request, baseURL }) => {
  const { eventId, family } = await makeFamily(request, baseURL);
  await page.goto(`/events/${eventId}/visitors`);
  await page.getByRole("searchbox", { name: "Search visitors" }).fill(family.toUpperCase());
  await expect(page.getByRole("status").filter({ hasText: /^3 of/ })).toBeVisible({ timeout: 15_000 });
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole("button", { name: "State" }).click();
  await page.getByRole("checkbox", { name: /^Registered/ }).check();
  await expect(page.getByRole("heading", { name: "No visitor matches" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Remove filter: Registered" }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.reload();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole("link", { name: "Name" }).click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "descending");
  await expect(rows(page).first()).toHaveAccessibleName(`Select Chris ${family}`);
  await page.getByRole("link", { name: "Company", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Company" })).toHaveAttribute("aria-sort", "ascending");
  await expect(rows(page).first()).toHaveAccessibleName(`Select Anna ${family}`);
  await expectAccessible(page);
});

test("many are changed at once, undone, and whoever was refused is named", async ({ signedIn: page, request, baseURL }) => {
  const { eventId, family } = await makeFamily(request, baseURL);
  await page.goto(`/events/${eventId}/visitors?q=${family}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  const bar = page.getByRole("region", { name: "Selected visitors" });
  await expect(bar.getByText("3 visitors selected")).toBeVisible();

  await bar.getByRole("button", { name: "Change state" }).click();
  await page.getByLabel("New state").selectOption({ label: "Cancelled" });
  await page.getByRole("button", { name: "Change 3 visitors" }).click();
  await expect(page.getByText("3 visitors now cancelled")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Cancelled" })).toHaveCount(3);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Invited" })).toHaveCount(3);

  await rows(page).first().check();
  await bar.getByRole("button", { name: "Change state" }).click();
  await page.getByLabel("New state").selectOption({ label: "Unregistered" });
  await page.getByRole("button", { name: "Change 1 visitor" }).click();
  const refusals = page.getByRole("dialog", { name: "1 visitor could not be changed" });
  await expect(refusals.getByRole("listitem")).toHaveText(new RegExp(`Anna ${family}.*cannot become unregistered`, "s"));
  await expectAccessible(page);
});

test("deleting waits until it cannot be a slip any more", async ({ signedIn: page, request, baseURL }) => {
  const { eventId, family } = await makeFamily(request, baseURL);
  await page.goto(`/events/${eventId}/visitors?q=${family}`);
  const bar = page.getByRole("region", { name: "Selected visitors" });
  const askToDelete = async () => {
    await bar.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete 1 visitor" }).click();
    await expect(page.getByText("1 visitor will be deleted")).toBeVisible();
  };
  await page.getByRole("checkbox", { name: `Select Bob ${family}` }).check();
  await askToDelete();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Nothing was deleted")).toBeVisible();
  await askToDelete();
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByText("1 visitor deleted")).toBeVisible({ timeout: 15_000 });
  await expect(rows(page)).toHaveCount(2);
});

for (const width of [390, 820, 1280, 1600]) {
  test(`no message lies on the bar of what is selected, ${width} pixels wide`, async ({ signedIn: page, request, baseURL }) => {
    const { eventId, family } = await makeFamily(request, baseURL);
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`/events/${eventId}/visitors?q=${family}`);
    await page.getByRole("checkbox", { name: `Select Bob ${family}` }).check();
    const bar = page.getByRole("region", { name: "Selected visitors" });
    await bar.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete 1 visitor" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    const message = page.getByRole("listitem").filter({ hasText: "Nothing was deleted" });
    await message.hover(); // as long as it is pointed at it stays
    for (const button of await bar.getByRole("button").all()) await button.click({ trial: true });
    await message.getByRole("button", { name: "Dismiss" }).click();
    await expect(message).toHaveCount(0);
  });
}

test("the columns somebody chose are there again next time", async ({ signedIn: page, request, baseURL }) => {
  const { eventId, family } = await makeFamily(request, baseURL);
  await page.goto(`/events/${eventId}/visitors?q=${family}`);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Reference" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "Reference" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Reference" })).toBeVisible();
});

test("what somebody else changes shows by itself, also what changed before the page could listen", async ({ signedIn: page, request, baseURL }) => {
  const { eventId, family } = await makeFamily(request, baseURL);
  const register = (firstName: string) => invite(request, baseURL, { eventId, family, firstName });
  let letListen = () => {};
  const mayListen = new Promise<void>((resolve) => (letListen = resolve));
  await page.route(/\/live\?/, async (route) => {
    await mayListen;
    await route.continue();
  });
  await page.goto(`/events/${eventId}/visitors?q=${family}`);
  await expect(rows(page)).toHaveCount(3);
  await register("Dora");
  letListen();
  await expect(rows(page)).toHaveCount(4, { timeout: 15_000 });
  await register("Emil");
  await expect(rows(page)).toHaveCount(5, { timeout: 15_000 });
});

test("a page that cannot be read again stays as it is, and follows once it can", async ({ signedIn: page, request, baseURL }) => {
  const { eventId, family } = await makeFamily(request, baseURL);
  await page.goto(`/events/${eventId}/visitors?q=${family}`);
  await expect(rows(page)).toHaveCount(3);
  let tries = 0;
  await page.route(/^(?!.*\/live\?)/, async (route) => {
    if (route.request().url().endsWith("/health")) tries++;
    await route.abort("connectionfailed");
  });
  await invite(request, baseURL, { eventId, family, firstName: "Dora" });
  await expect.poll(() => tries, { timeout: 15_000 }).toBeGreaterThan(1);
  await expect(rows(page)).toHaveCount(3);
  await page.unrouteAll();
  await expect(rows(page)).toHaveCount(4, { timeout: 15_000 });
});

test("partners have their table, and it leads to their visitors", async ({ signedIn: page, request, baseURL }) => {
  const { eventId } = await makeFamily(request, baseURL);
  await page.goto(`/events/${eventId}/partners`);
  await expect(page.getByRole("region", { name: "Partners" }).getByRole("checkbox", { name: /^Select (?!all)/ })).toHaveCount(50);
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page.getByRole("link", { name: "Previous" })).toBeVisible({ timeout: 15_000 });
  await page.getByRole("link", { name: /^\d+( of \d+)? staff, [1-9]\d* guests?$/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Visitors" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Filters" })).toBeVisible();
});
