import { expect, expectAccessible, test } from "./fixtures";
import { addressOf, privatePages, publicPages } from "./pages";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test.slow(); // axe looks at every element of long pages, twice

    for (const path of publicPages) {
      test(`${path} has no findings, wide and narrow`, async ({ page }) => {
        await page.goto(path);
        await expectAccessible(page);
        await page.setViewportSize({ width: 390, height: 844 });
        await expectAccessible(page);
      });
    }
    for (const path of privatePages) {
      test(`${path} has no findings, wide and narrow`, async ({ signedIn: page, request }) => {
        await page.goto(await addressOf(path, request));
        await expectAccessible(page);
        await page.setViewportSize({ width: 390, height: 844 });
        await expectAccessible(page);
      });
    }
  });
}

test("a keyboard alone reaches the content, the menus and back", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  const menu = page.getByRole("button", { name: /^Appearance/ });
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio", { name: "As the system" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
});
