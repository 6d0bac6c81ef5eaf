import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Cookie, type Page } from "@playwright/test";

/** What the server under test was started with; see test/e2e-setup.ts. */
export const demo = {
  get email() {
    return setting("VISIT_E2E_EMAIL");
  },
  get password() {
    return setting("VISIT_E2E_PASSWORD");
  },
  /** of the account that only has the role Member */
  get memberEmail() {
    return setting("VISIT_E2E_MEMBER_EMAIL");
  },
  get memberPassword() {
    return setting("VISIT_E2E_MEMBER_PASSWORD");
  },
  get apiKey() {
    return setting("VISIT_E2E_API_KEY");
  },
  /** undefined when the server has a real organisation already */
  get setupLink() {
    return process.env.VISIT_E2E_SETUP_LINK;
  },
};

export const test = base.extend<{ signedIn: Page }, { session: Cookie[] }>({
  baseURL: async ({}, use) => use(setting("VISIT_E2E_URL")),
  /** The administrator's session, opened once by each worker: hashing a password is meant to be slow. */
  session: [
    async ({ browser }, use) => {
      const page = await browser.newPage({ baseURL: setting("VISIT_E2E_URL") });
      await signIn(page, demo.email, demo.password);
      await page.waitForURL("**/home");
      const cookies = await page.context().cookies();
      await page.close();
      await use(cookies);
    },
    { scope: "worker" },
  ],
  /** A page at home, whose visitor is the demo's administrator. */
  signedIn: async ({ page, session }, use) => {
    await page.context().addCookies(session);
    await page.goto("/home");
    await use(page);
  },
});

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The page as it stands, wide and narrow; then in the dark, where nothing but colours differs. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  const wide = { width: 1280, height: 720 };
  const narrow = { width: 390, height: 844 };
  for (const size of [wide, narrow]) {
    await page.setViewportSize(size);
    await expectAccessible(page);
  }
  await page.emulateMedia({ colorScheme: "dark" });
  await page.reload(); // opened in the dark: colours that fade over from the light are no fault
  for (const size of [narrow, wide]) {
    await page.setViewportSize(size);
    await expectAccessible(page, ["color-contrast"]);
  }
}

/** No finding of axe, by the rules of WCAG 2.2 AA and its best practices, or by the rules named; and no sideways scrolling. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  // Not the options: hundreds of time zones, all native, would take half a minute.
  const axe = new AxeBuilder({ page }).exclude("option");
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join("\n")}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run npm test, or name a running server.`);
  return value;
}

export { expect };
