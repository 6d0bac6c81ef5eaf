import { demo, expect, expectAccessible, signIn, test } from "./fixtures";

test.describe.configure({ mode: "serial" });

test("the link of the start sets up an organisation, once", async ({ page }) => {
  const link = demo.setupLink;
  if (!link) throw new Error("The server under test has printed no set-up link.");
  await page.goto(new URL(link).pathname);
  await page.getByRole("button", { name: "Set up Visit" }).click();
  await expect(page.getByLabel("Organisation name")).toHaveAccessibleDescription("cannot be empty");
  await expectAccessible(page);

  await page.getByLabel("Organisation name").fill("Fjord Messe AS");
  await page.getByLabel("Time zone", { exact: true }).selectOption("Europe/Oslo");
  await page.getByLabel("Your name").fill("Ingrid Ødegård");
  await page.getByLabel("E-mail").fill("Ingrid@Fjord.example ");
  await page.getByLabel("Password").fill("short");
  await page.getByLabel("Event name").fill("Aqua Nord 2027");
  await page.getByLabel("Time zone of the event").selectOption("Europe/Oslo");
  await page.getByLabel("First day").fill("2027-03-09");
  await page.getByLabel("Last day").fill("2027-03-08");
  await page.getByRole("button", { name: "Set up Visit" }).click();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/must have at least 10 characters/);
  await expect(page.getByLabel("Organisation name")).toHaveValue("Fjord Messe AS");

  await page.getByLabel("Password").fill("nine warm herrings");
  await page.getByRole("button", { name: "Set up Visit" }).click();
  await expect(page.getByLabel("Last day")).toHaveAccessibleDescription(/must not be before the first day/);

  await expect(page.getByLabel("Password")).toHaveValue("nine warm herrings");
  await page.getByLabel("Last day").fill("2027-03-11");
  await page.getByRole("button", { name: "Set up Visit" }).click();
  await expect(page.getByText("Your organisation is set up")).toBeVisible();

  await page.goto(new URL(link).pathname);
  await expect(page.getByRole("heading", { name: "This link has done its work" })).toBeVisible();
});

test("the first administrator signs in and finds the first event in its own zone", async ({ page }) => {
  await signIn(page, "ingrid@fjord.example", "nine warm herrings");
  await page.waitForURL("**/home");
  const next = page.getByRole("region", { name: "Coming up" });
  await expect(next.getByRole("heading", { name: "Aqua Nord 2027" })).toBeVisible();
  await expect(next.getByText("9–11 March 2027")).toBeVisible();
  await expect(page.getByText("Fjord Messe AS")).toBeVisible();
});

test("a link that never was is answered like a used one", async ({ page }) => {
  await page.goto("/set-up/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  await expect(page.getByRole("heading", { name: "This link has done its work" })).toBeVisible();
});
