import { expect, expectAccessibleEverywhere, test } from "./fixtures";
import { addressOf, privatePages, publicPages } from "./pages";

test.describe("no findings, wide and narrow, light and dark", () => {
  test.slow(); // axe looks at every element of long pages

  for (const path of publicPages) {
    test(path, async ({ page }) => {
      await page.goto(path);
      await expectAccessibleEverywhere(page);
    });
  }
  for (const path of privatePages) {
    test(path, async ({ signedIn: page, request }) => {
      await page.goto(await addressOf(path, request));
      await expectAccessibleEverywhere(page);
    });
  }
});

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
