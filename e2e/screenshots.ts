import { expect, test } from "./fixtures";
import { addressOf, privatePages, publicPages } from "./pages";

/** `npm run screenshots`: every page, both themes, three widths, into test-results/screenshots. To be looked at. */
for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1280, 1600]) {
    test(`${colorScheme} ${width}`, async ({ browser, baseURL, signedIn }) => {
      test.setTimeout(180_000);
      const storageState = await signedIn.context().storageState();
      const setUp = process.env.VISIT_E2E_SETUP_LINK ? [new URL(process.env.VISIT_E2E_SETUP_LINK).pathname] : [];
      const viewport = { width, height: 900 };
      const stranger = await browser.newPage({ baseURL, colorScheme, viewport });
      const account = await browser.newPage({ baseURL, colorScheme, viewport, storageState });
      for (const [page, paths] of [[stranger, [...publicPages, ...setUp]], [account, privatePages]] as const) {
        for (const path of paths) {
          await page.goto(await addressOf(path, page.request), { waitUntil: "load" });
          await expect(page.locator(".animate-pulse")).toHaveCount(0); // what comes later has come; the network is never idle, live pages listen
          const name = setUp.includes(path) ? "set-up" : path.slice(1).replaceAll(/[{}]/g, "").replaceAll(/[/?=]/g, "-") || "first";
          const bytes = await page.screenshot({ path: `test-results/screenshots/${name}-${colorScheme}-${width}.png`, fullPage: true, animations: "disabled" });
          expect(bytes.length).toBeGreaterThan(5_000);
        }
      }
    });
  }
}
