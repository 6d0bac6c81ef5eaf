import { demo, expect, signIn, test } from "./fixtures";

test("what a key's contact person would be told lies in the outbox, where no mail server is set", async ({ signedIn: page }) => {
  const name = `Turnstiles ${Math.random().toString(36).slice(2, 8)}`;
  await page.goto("/organisation/api/keys/new");
  await page.getByLabel("Comments").fill(name);
  await page.getByLabel("Name", { exact: true }).fill("Ada");
  await page.getByLabel("E-mail", { exact: true }).fill("ada@turnstiles.example");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Leave without copying" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText("The key is disabled")).toBeVisible();

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Outbox" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
  const mail = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: `API key disabled: ${name}` }) });
  await expect(mail).toContainText("To ada@turnstiles.example");
  await expect(mail).toContainText("Dear Ada,");
  await expect(mail).toContainText(`The API key “${name}”`);
});

test("the outbox is there for administrators only", async ({ page }) => {
  await signIn(page, demo.memberEmail, demo.memberPassword);
  await page.waitForURL("**/home");
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Outbox" })).toHaveCount(0);
  expect((await page.goto("/organisation/outbox"))?.status()).toBe(404);
});
