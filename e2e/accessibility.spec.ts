import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, expectAccessibleEverywhere, test } from "./fixtures";
import { addressOf, privatePages, publicPages } from "./pages";

test.describe("no findings, wide in the light and narrow in the dark", () => {
  test.slow(); // axe looks at every element of long pages

  for (const path of publicPages) {
    test(path, async ({ page }) => {
      await page.goto(path);
      await expectAccessibleEverywhere(page);
    });
  }
  for (const path of privatePages) {
    test(path, async ({ signedIn: page }) => {
      await page.goto(await addressOf(path, page.request));
      await expectAccessibleEverywhere(page);
    });
  }
});

test("every page of the app is among those looked at", () => {
  const files = readdirSync(join(import.meta.dirname, "../app"), { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  const pages = files.filter((file) => /(^|\/)page\.tsx$/.test(file));
  expect(pages.length).toBeGreaterThan(35);
  const looked = [...publicPages, ...privatePages].map((path) => path.replace(/\?.*/, ""));
  expect(pages.filter((file) => !looked.some((path) => shapeOf(file).test(path)))).toEqual([]);
});

/** What addresses of a page look like; below the sign-in a parameter is a placeholder of pages.ts. */
function shapeOf(file: string): RegExp {
  const parameter = file.startsWith("(dashboard)") ? String.raw`\{\w+\}` : "[^/]+";
  const segments = file.split("/").slice(0, -1).filter((segment) => !segment.startsWith("("));
  return new RegExp(`^/${segments.map((segment) => (segment.startsWith("[") ? parameter : segment)).join("/")}$`);
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
