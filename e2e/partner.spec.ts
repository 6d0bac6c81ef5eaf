import { expect, expectAccessible, test } from "./fixtures";

test("a partner is added by hand with a limit, staffed up to it, and deleted", async ({ signedIn: page }) => {
  await page.goto("/home");
  const href = await page.getByRole("region", { name: "Coming up" }).getByRole("link").first().getAttribute("href");
  const eventId = href?.split("/")[2] ?? "";
  const name = `Zuiderhout ${Date.now()}`;

  await page.goto(`/events/${eventId}/partners/new`);
  await page.getByRole("button", { name: "Add partner" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/is required/i);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Booth number").fill("7.B12");
  await page.getByLabel("Staff limit").fill("1");
  await page.getByRole("button", { name: "Add partner" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const staff = page.getByRole("region", { name: "Staff" });
  await expect(staff.getByText("0 of 1 places taken")).toBeVisible();
  await expectAccessible(page);

  await staff.getByRole("link", { name: "Add staff" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Add staff of ${name}` })).toBeVisible();
  await page.getByLabel("First name").fill("Bo");
  await page.getByLabel("Last name").fill("Stand");
  await page.getByLabel("E-mail", { exact: true }).fill(`bo.${Date.now()}@e2e.example`);
  await page.getByLabel("State", { exact: true }).selectOption("invited");
  await page.getByRole("button", { name: "Add visitor" }).click();
  await page.getByRole("region", { name: "Registration" }).getByRole("link", { name }).click();
  await expect(staff.getByText("1 of 1 places taken, so nobody can be added")).toBeVisible();
  await expect(staff.getByRole("link", { name: "Bo Stand" })).toBeVisible();
  await expect(staff.getByRole("link", { name: "Add staff" })).toHaveCount(0);

  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Staff limit").fill("many");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Staff limit")).toHaveAccessibleDescription(/must be/i);
  await page.getByLabel("Staff limit").fill("2");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("region", { name: "History" }).getByText("Staff limit: 1 → 2")).toBeVisible();

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete the partner" }).click();
  await page.waitForURL(`**/events/${eventId}/partners`);
});
