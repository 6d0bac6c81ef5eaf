import type { Page } from "@playwright/test";
import { z } from "zod";
import { alive, demo, expect, test } from "./fixtures";

/** Each test works on an event of its own, made as a person makes one. @returns the address of its setup */
async function addEvent(page: Page, name: string, copyFrom?: string): Promise<string> {
  await page.goto("/events/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Start").fill("2028-03-25T09:00");
  await page.getByLabel("End").fill("2028-03-27T17:30");
  await page.getByLabel("Time zone").selectOption("Europe/Amsterdam");
  if (copyFrom) await page.getByLabel("Copy setup from").selectOption({ label: copyFrom });
  await page.getByRole("button", { name: "Add event" }).click();
  await page.waitForURL(/\/events\/[0-9a-z]{13}\/setup$/);
  await expect(page.getByRole("heading", { level: 1, name: "Setup" })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** The event as programs see it. */
async function expo(page: Page, setup: string): Promise<unknown> {
  const id = setup.split("/")[2];
  const answer = await page.request.get(`/create/v2/expos/${id}`, { headers: { authorization: `Bearer ${demo.apiKey}` } });
  expect(answer.status()).toBe(200);
  return answer.json();
}

const named = (name: string) => `${name} ${Math.random().toString(36).slice(2, 8)}`;

test("what General saves is what the API answers, in the event's own zone", async ({ signedIn: page }) => {
  const setup = await addEvent(page, named("Zone Fair"));
  expect(await expo(page, setup)).toMatchObject({ start: "2028-03-25T08:00:00Z", end: "2028-03-27T15:30:00Z", reference: null });
  await page.getByLabel("Reference").fill("ZF-28");
  await page.getByLabel("Contact name").fill("Zone Fair, team");
  await page.getByLabel("Contact e-mail").fill("team@zone.example");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status").getByText("Saved")).toBeVisible();
  await page.getByLabel("Start").fill("2028-03-26T09:00");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status").getByText("Saved")).toBeVisible();
  expect(await expo(page, setup)).toMatchObject({ start: "2028-03-26T07:00:00Z", reference: "ZF-28", contactEmail: '"Zone Fair, team" <team@zone.example>' });
});

test("a fault is told at its field, which has the focus, and nothing typed is lost", async ({ signedIn: page }) => {
  await addEvent(page, named("Wrong Fair"));
  await page.getByLabel("Reference").fill("kept");
  await page.getByLabel("End").fill("2028-03-20T17:30");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("End")).toHaveAccessibleDescription(/must not be before the start/i);
  await expect(page.getByLabel("End")).toBeFocused();
  await expect(page.getByLabel("Reference")).toHaveValue("kept");
});

test("of two who change the same, the second is told and overwrites nothing", async ({ signedIn: page, context }) => {
  const setup = await addEvent(page, named("Shared Fair"));
  const other = await context.newPage();
  await other.goto(setup);
  await alive(other);
  await other.getByLabel("Description").fill("By the other");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("status").getByText("Saved")).toBeVisible();
  await page.getByLabel("Description").fill("By the one");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").getByText(/Somebody else has changed this/)).toBeVisible();
  await expect(page.getByLabel("Description")).toHaveValue("By the one");
  expect(await expo(page, setup)).toMatchObject({ description: "By the other" });
});

test("a form is asked what it is to ask: questions are added, sorted, made mandatory, taken off and put back", async ({ signedIn: page }) => {
  const setup = await addEvent(page, named("Question Fair"));
  await page.getByRole("link", { name: "Forms" }).click();
  await page.getByRole("link", { name: "Registration", exact: true }).click();
  await page.waitForURL(/\/forms\/[0-9a-z]{13}$/);
  const form = page.url();
  for (const [name, answers] of [["Industry", ["Ports", "Energy", "Ports & energy"]], ["Meals", ["Vegan", "Anything"]]] as const) {
    await page.getByRole("link", { name: "New question" }).click();
    await page.getByLabel("Question", { exact: true }).fill(name);
    await page.getByLabel("Type").selectOption("radio");
    await page.getByRole("textbox", { name: "Answer 1" }).focus();
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, answers.join("\n"));
    await expect(page.getByRole("textbox", { name: `Answer ${answers.length}` })).toHaveValue(answers.at(-1) ?? "");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.waitForURL(form);
  }
  const list = page.getByRole("list", { name: "Questions" });
  await expect(list.getByRole("link")).toHaveText(["Industry", "Meals"]);

  const up = list.getByRole("button", { name: "Move Meals up" });
  await up.focus();
  await page.keyboard.press("Enter");
  await expect(list.getByRole("link")).toHaveText(["Meals", "Industry"]);
  await expect(up).toBeFocused();
  await list.getByRole("checkbox", { name: "Mandatory: Meals" }).check();
  await list.getByRole("button", { name: "Take Meals off the form" }).click();
  await expect(list.getByRole("link")).toHaveText(["Industry"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(list.getByRole("link")).toHaveText(["Meals", "Industry"]);
  await page.reload();
  await expect(list.getByRole("link")).toHaveText(["Meals", "Industry"]);
  await expect(list.getByRole("checkbox", { name: "Mandatory: Meals" })).toBeChecked();
  expect(await expo(page, setup)).toMatchObject({ questions: expect.arrayContaining([expect.objectContaining({ name: "Industry", type: "radio", level: "expo", answers: [expect.objectContaining({ name: "Ports" }), expect.objectContaining({ name: "Energy" }), expect.objectContaining({ name: "Ports & energy" })] })]) });
});

test("registration types are dragged into order, and stay so", async ({ signedIn: page }) => {
  const setup = await addEvent(page, named("Order Fair"));
  await page.goto(`${setup}/registration-types`);
  const list = page.getByRole("list", { name: "Visitors" });
  const before = await list.getByRole("link").allTextContents();
  expect(before.length).toBeGreaterThan(1);
  const grip = list.getByRole("listitem").last().getByTitle("Drag to order");
  await grip.hover();
  await page.mouse.down();
  const first = await list.getByRole("listitem").first().boundingBox();
  await page.mouse.move((first?.x ?? 0) + 20, (first?.y ?? 0) - 4, { steps: 12 });
  await page.mouse.up();
  const after = [before.at(-1) ?? "", ...before.slice(0, -1)];
  await expect(list.getByRole("link")).toHaveText(after);
  await expect(async () => {
    await page.reload();
    await expect(list.getByRole("link")).toHaveText(after, { timeout: 1000 });
  }).toPass();
});

test("a type in use is not removed, and the page says by how many it is used", async ({ signedIn: page }) => {
  const { setup } = await running(page);
  await page.goto(`${setup}/registration-types`);
  await page.getByRole("button", { name: "Remove Press" }).click();
  await expect(page.getByText(/The type “Press” cannot be removed: it is used by \d+ visitors/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Press" })).toBeVisible();
});

test("custom fields and locations are added, changed and removed where they stand, and removing can be undone", async ({ signedIn: page }) => {
  const setup = await addEvent(page, named("Field Fair"));
  await page.goto(`${setup}/custom-fields`);
  await page.getByRole("button", { name: "Add a custom field" }).click();
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.getByLabel("Name").fill("WiFi");
  await page.getByLabel("Value").fill("harbour / tide");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription(/lower-case letters a to z/i);
  await page.getByLabel("Name").fill("wifi");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("#custom:wifi#")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a custom field" })).toBeFocused();

  await page.getByRole("link", { name: "Locations" }).click();
  await page.getByRole("button", { name: "Add a location" }).click();
  await page.getByLabel("Name").fill("North gate");
  await page.getByLabel("Direction").selectOption("in");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("button", { name: "Edit North gate" }).click();
  await page.getByLabel("Direction").selectOption("out");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Edit North gate" })).toBeFocused();
  const made = { customFields: [{ customCode: "#custom:wifi#", value: "harbour / tide" }], locations: [{ name: "North gate", direction: "out" }] };
  expect(await expo(page, setup)).toMatchObject(made);
  await page.getByRole("button", { name: "Remove North gate" }).click();
  await expect(page.getByText("No locations yet")).toBeVisible();
  expect(await expo(page, setup)).toMatchObject({ locations: [] });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Edit North gate" })).toBeVisible();
  expect(await expo(page, setup)).toMatchObject(made);
});

test("an event's setup can be copied", async ({ signedIn: page }) => {
  const source = await running(page);
  const copy = await addEvent(page, named("Copy Fair"), source.name);
  expect(Setup.parse(await expo(page, copy))).toEqual(Setup.parse(await expo(page, source.setup)));
});

test("the setup of another organisation's event is nowhere", async ({ signedIn: page }) => {
  for (const part of ["", "/registration-types", "/forms", "/custom-fields", "/locations"]) {
    const answer = await page.goto(`/events/0000000000000/setup${part}`);
    expect(answer?.status()).toBe(404);
  }
});

/** The demo's event that is on, and so has registrations. */
async function running(page: Page): Promise<{ name: string; setup: string }> {
  const answer = await page.request.get("/create/v2/expos", { headers: { authorization: `Bearer ${demo.apiKey}` } });
  const events = z.array(z.object({ id: z.string(), name: z.string(), reference: z.string() })).parse(await answer.json());
  const found = events.find(({ reference }) => reference.startsWith("WEW-"));
  return { name: found?.name ?? "", setup: `/events/${found?.id}/setup` };
}

/** What copying takes over, without ids. */
const Named = z.object({ name: z.string(), reference: z.string().nullable(), type: z.string().nullable() });
const Setup = z.object({
  customFields: z.array(z.object({ name: z.string(), value: z.string() })),
  locations: z.array(z.object({ name: z.string(), direction: z.string().nullable() })),
  forms: z.array(z.object({ name: z.string(), description: z.string().nullable() })),
  registrationTypes: z.array(Named.extend({ level: z.string() })),
  questions: z.array(Named.extend({ level: z.string(), answers: z.array(Named) })),
});
