import { demo, expect, expectAccessible, test } from "./fixtures";
import { runningEvent } from "./pages";

test("a visitor's partner is found by typing, taken by Enter, given back by Escape, and taken off by emptying", async ({ signedIn: page, request }) => {
  const { id: eventId } = await runningEvent(request);
  const name = `Ñandú Glas ${Date.now().toString(36)}`;
  const made = await request.post(`/create/v2/partners/${eventId}`, { headers: { authorization: `Bearer ${demo.apiKey}` }, data: { name, registrationType: { reference: "exhibitor" } } });
  expect(made.status(), await made.text()).toBe(201);

  await page.goto(`/events/${eventId}/visitors/new`);
  const field = page.getByRole("combobox", { name: "Partner", exact: true });
  const list = page.getByRole("listbox", { name: "Partners" });
  await field.click();
  await expect(list.getByRole("option")).toHaveCount(30); // the first by name, of many more
  await expectAccessible(page);
  await field.fill("no such partner anywhere");
  await expect(page.getByText("Nothing found.")).toBeVisible();
  await field.fill(name.toLowerCase().replace("ñandú", "nandu"));
  await expect(list.getByRole("option")).toHaveText([name]);
  await field.press("Enter");
  await expect(field).toHaveValue(name);
  await expect(list).toBeHidden();
  await expect(page.getByLabel("Role at the partner")).toBeVisible();
  await field.fill("something else");
  await field.press("Escape");
  await expect(field).toHaveValue(name);

  const lastName = `Booth ${Date.now().toString(36)}`;
  await page.getByLabel("Last name").fill(lastName);
  await page.getByLabel("E-mail", { exact: true }).fill(`${Date.now()}@e2e.example`);
  await page.getByLabel("State", { exact: true }).selectOption("invited");
  await page.getByRole("button", { name: "Add visitor" }).click();
  await expect(page.getByRole("heading", { level: 1, name: lastName })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name })).toBeVisible();

  await page.getByRole("link", { name: "Edit" }).click();
  await expect(field).toHaveValue(name);
  await field.fill("");
  await field.press("Tab");
  await expect(page.getByLabel("Role at the partner")).toHaveCount(0);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: lastName })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name })).toHaveCount(0);
});
