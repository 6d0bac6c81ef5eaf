import { expect, type Locator, type Page } from "@playwright/test";

/** A compiler of 3.5 MB has to be read first, and runs of others may be before ours. */
export const patient = { timeout: 30_000 };

/** The code's field of the editor that is open, ready for writing. */
export async function editor(page: Page): Promise<Locator> {
  const code = page.getByRole("textbox", { name: "Code" });
  await code.click();
  return code;
}

/** Instead of what stands there. At once, so that nothing is completed or closed on the way. */
export async function write(page: Page, code: Locator, text: string): Promise<void> {
  await code.press("Control+a");
  await page.keyboard.insertText(text);
  await expect(page.getByText("Unsaved changes")).toBeVisible();
}

/** Makes what is in the editor the version that runs. */
export async function publish(page: Page, note: string): Promise<void> {
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByLabel("Note").fill(note);
  const dialog = page.getByRole("dialog", { name: /^Publish version/ });
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^This is version \d+, which runs\.$/)).toBeVisible();
}
