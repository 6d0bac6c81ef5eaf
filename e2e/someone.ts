import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { alive } from "./fixtures";

/** Somebody with an account of their own, whose sessions and password a test may end and change. */
export type Someone = { name: string; email: string; password: string };

/**
 * Adds a Member as a person does: the administrator copies a link, who opens it chooses a password.
 * @param administrator  a page of whoever may add accounts
 * @returns the new account, and a browser of their own in which they are not signed in yet
 */
export async function addSomeone(administrator: Page, browser: Browser, baseURL: string | undefined, name: string): Promise<Someone & { context: BrowserContext; page: Page }> {
  const email = `${name.toLowerCase()}-${Date.now()}@e2e.example`;
  const password = "nine warm herrings";
  await administrator.goto("/organisation/accounts");
  await administrator.getByRole("button", { name: "+ Add" }).click();
  await administrator.getByLabel("Name").fill(name);
  await administrator.getByLabel("E-mail").fill(email);
  await administrator.getByRole("button", { name: "Add", exact: true }).click();
  const link = (await administrator.getByRole("group", { name: "Link" }).textContent()) ?? "";
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto(link);
  await alive(page);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.waitForURL("**/sign-in?chosen");
  await expect(page.getByLabel("E-mail")).toBeVisible();
  return { name, email, password, context, page };
}
