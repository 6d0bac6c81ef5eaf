import { alive, demo, expect, expectAccessible, signIn, test } from "./fixtures";
import { addSomeone } from "./someone";

test("somebody is added, chooses a password by the link, is made an administrator, and is disabled", async ({ signedIn: page, browser }) => {
  test.slow(); // two people, four passwords' worth of hashing
  const email = `ada-${Date.now()}@engine.example`;
  const name = `Ada ${Date.now()}`;
  await page.goto("/organisation/accounts");
  await page.getByRole("button", { name: "+ Add" }).click();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription("cannot be empty");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption("Member");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const link = (await page.getByRole("group", { name: "Link" }).textContent()) ?? "";
  await expectAccessible(page);
  await page.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row").filter({ hasText: email });
  await expect(row).toContainText("New");

  const ada = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
  await ada.goto(link);
  await alive(ada);
  await expectAccessible(ada);
  await ada.getByLabel("Password").fill("short");
  await ada.getByRole("button", { name: "Set password" }).click();
  await expect(ada.getByLabel("Password")).toHaveAccessibleDescription(/at least 10 characters$/);
  await ada.getByLabel("Password").fill("nine warm herrings");
  await ada.getByRole("button", { name: "Set password" }).click();
  await ada.waitForURL("**/sign-in?chosen");
  await signIn(ada, email, "nine warm herrings");
  await ada.waitForURL("**/home");
  await expect(ada.getByRole("link", { name: "Accounts" })).toBeHidden();
  expect((await ada.goto("/organisation/accounts"))?.status()).toBe(404);
  await ada.goto(link);
  await expect(ada.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();

  await page.reload();
  await expect(row).toContainText("Active");
  await page.getByLabel(`Role of ${name}`).selectOption("Administrator");
  await expect(page.getByText(`${name}: Administrator`)).toBeVisible();
  expect((await ada.goto("/organisation/accounts"))?.status()).toBe(200);
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(row).toContainText("Disabled");
  await ada.goto("/home");
  await expect(ada).toHaveURL(/\/sign-in/);
});

test("nobody is offered to disable themself", async ({ signedIn: page }) => {
  await page.goto("/organisation/accounts");
  const own = page.getByRole("row").filter({ hasText: demo.email });
  await own.getByRole("button", { name: /^Actions for/ }).click();
  await expect(page.getByRole("menuitem", { name: "New link" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Disable" })).toBeHidden();
  await page.keyboard.press("Escape");
  await expectAccessible(page);
});

test("one's own password is changed with the old one, and one stays signed in", async ({ signedIn, browser, baseURL }) => {
  test.slow();
  const { page: grace, email, password } = await addSomeone(signedIn, browser, baseURL, "Grace");
  await signIn(grace, email, password);
  await grace.waitForURL("**/home");
  await grace.goto("/profile");
  await alive(grace);
  await grace.getByLabel("Old password").fill("something else");
  await grace.getByLabel("New password").fill("eleven cold herrings");
  await grace.getByRole("button", { name: "Change password" }).click();
  await expect(grace.getByLabel("Old password")).toHaveAccessibleDescription("is not your password");
  await grace.getByLabel("Old password").fill(password);
  await grace.getByRole("button", { name: "Change password" }).click();
  await expect(grace.getByText("Password changed")).toBeVisible();
  await grace.goto("/home");
  await expect(grace).toHaveURL(/\/home$/);
});
