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
  /** Where it goes or loads again, it waits until the page is alive. */
  page: async ({ page }, use) => {
    const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
    page.goto = async (...where) => aliveAfter(page, await goto(...where));
    page.reload = async (...how) => aliveAfter(page, await reload(...how));
    await use(page);
  },
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
  /** A page that is nowhere yet, of a browser in which the demo's administrator is signed in. The session is shared: do not end it. */
  signedIn: async ({ page, session }, use) => {
    await page.context().addCookies(session);
    await use(page);
  },
});

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await alive(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/**
 * Waits until scripts have taken over what the server sent: a button that is pressed before does nothing yet. A person presses again; a
 * test does not. React marks every element it has taken over, but the hidden ones that serve those without scripts.
 */
export async function alive(page: Page): Promise<void> {
  const isTakenOver = () => [...document.querySelectorAll("button, select, textarea, input:not([type=hidden])")].every((element) => Object.keys(element).some((key) => key.startsWith("__reactProps$")));
  await expect(async () => expect(await page.evaluate(isTakenOver)).toBe(true)).toPass({ intervals: [20, 50, 100, 250], timeout: 30_000 });
}

async function aliveAfter<Answer>(page: Page, answer: Answer): Promise<Answer> {
  await alive(page);
  return answer;
}

/** The page wide in the light and narrow in the dark, in one load: both follow from CSS alone, and neither from the other. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  for (const [colorScheme, size] of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    await expectAccessible(page);
  }
}
const looks = [
  ["light", { width: 1280, height: 720 }],
  ["dark", { width: 390, height: 844 }],
] as const;

/** No finding of axe, by the rules of WCAG 2.2 AA and its best practices; and no sideways scrolling. */
export async function expectAccessible(page: Page): Promise<void> {
  let found = await findings(page);
  if (found.length > 0) {
    // A message whose time is up while axe looks is half faded: what is found must be there without it as well.
    await expect(page.locator('[data-sonner-toast][data-removed="true"]')).toHaveCount(0);
    found = await findings(page);
  }
  expect(found).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(settle);
  expect(page.frames(), "axe is asked about one document").toHaveLength(1);
  // In the page itself, and without the list of all that is well: the same rules in a fifth of the time.
  // Not the options: hundreds of time zones, all native, would take half a minute.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).exclude("option").analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join("\n")}`);
}

/** Brings to its end whatever fades or slides: halfway, colours and places are nobody's. What moves without an end goes on. */
function settle(): void {
  const moving = () => document.getAnimations().filter(({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity);
  for (let rounds = 0; rounds < 10 && moving().length > 0; rounds++) for (const animation of moving()) animation.finish();
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run npm test, or name a running server.`);
  return value;
}

export { expect };
