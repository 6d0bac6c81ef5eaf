import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { demo, expect, expectAccessible, expectAccessibleEverywhere, test } from "./fixtures";

/** A name that no other test run has used: the demo's event is shared. */
const unique = () => `e2e${Math.random().toString(36).slice(2, 10)}`;

async function openImport(page: Page, resource: "Visitors" | "Partners"): Promise<string> {
  const [event] = (await (await page.request.get("/create/v2/expos", { headers: { Authorization: `Bearer ${demo.apiKey}` } })).json()) as { id: string }[];
  const base = `/events/${event?.id}/${resource.toLowerCase()}`;
  await page.goto(`${base}/import`);
  await expect(page.getByRole("heading", { level: 1, name: `Import ${resource.toLowerCase()}` })).toBeVisible();
  return base;
}

async function upload(page: Page, name: string, text: string | Buffer): Promise<void> {
  await page.getByLabel("File").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("a CSV is uploaded, its columns understood, checked, imported, and found unchanged the second time", async ({ signedIn: page }) => {
  const mark = unique();
  const file = `Referentie;Voornaam;Achternaam;E-mailadres;Status\n${mark}-1;Zoë;Łódź;${mark}-1@a.example;invited\n${mark}-2;Ada;King;geen adres;invited\n`;
  await openImport(page, "Visitors");
  await expectAccessible(page);
  await upload(page, `${mark}.csv`, file);
  await expect(page.getByText("CSV, semicolon, UTF-8")).toBeVisible();
  await expect(page.getByLabel("Voornaam goes to")).toHaveValue("contact.firstName");
  await expect(page.getByLabel("E-mailadres goes to")).toHaveValue("contact.email");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText("Nothing has changed yet. 1 row would be imported")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("link", { name: "Refused 1" }).click();
  await expect(page.getByRole("cell", { name: /E-mailadres: must be an e-mail address/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Import 1 row" }).click();
  await expect(page.getByText("Imported. 1 row was refused")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("link", { name: "Added 1" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download refused rows" }).click();
  const report = await readFile(await (await download).path(), "utf8");
  expect(report).toContain(`3,Refused,E-mailadres: must be an e-mail address like name@example.org.,${mark}-2,Ada,King,geen adres,invited`);
  await page.reload();
  await expect(page.getByText("Imported. 1 row was refused")).toBeVisible();
  await expectAccessible(page);

  await openImport(page, "Visitors");
  await upload(page, `${mark}-again.csv`, file.replace("geen adres", `${mark}-2@a.example`));
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByRole("link", { name: "To add 1" })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("link", { name: "Unchanged 1" })).toBeVisible();
  await page.getByRole("button", { name: "Discard the file" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Import visitors" })).toBeVisible();
  await expect(page.getByRole("link", { name: `${mark}.csv` })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("without a reference the page says that every row adds, and a target is given once", async ({ signedIn: page }) => {
  await openImport(page, "Visitors");
  await upload(page, `${unique()}.csv`, "First name,Mail,Other\nAda,ada@a.example,x\n");
  await expect(page.getByText("No column is the reference")).toBeVisible();
  await page.getByLabel("Other goes to").selectOption("contact.email");
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText('Is taken by the column "Mail"')).toBeVisible();
  await expectAccessible(page);
});

test("a file that cannot be read is refused in a sentence, where it was chosen", async ({ signedIn: page }) => {
  await openImport(page, "Partners");
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Choose a file first." })).toBeVisible();
  await page.getByLabel("File").setInputFiles({ name: "old.xls", mimeType: "application/vnd.ms-excel", buffer: Buffer.from("d0cf11e0a1b11ae1", "hex") });
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "old XLS workbook" })).toBeVisible();
  await expectAccessible(page);
});

test("what is downloaded can be brought in again, and changes nothing", async ({ signedIn: page }) => {
  const base = await openImport(page, "Partners");
  const file = await page.request.get(`${base}/export?format=xlsx`);
  expect(file.headers()["content-disposition"]).toContain("attachment; filename=");
  await upload(page, "again.xlsx", await file.body());
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText("There is nothing to import: no row would add or change anything.")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("link", { name: "Refused 0" })).toBeVisible();
});

test("nobody else can upload: neither without signing in, nor from another site", async ({ signedIn: page, request }) => {
  const base = await openImport(page, "Visitors");
  expect((await request.post(`${base}/import/upload`, { data: "a\n1" })).status()).toBe(404);
  const foreign = await page.request.post(`${base}/import/upload`, { data: "a\n1", headers: { Origin: "https://evil.example" } });
  expect(foreign.status()).toBe(403);
  expect((await request.get(`${base}/export`, { maxRedirects: 0 })).status()).toBe(303);
});
