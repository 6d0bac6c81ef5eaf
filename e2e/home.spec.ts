import { expect, test } from "./fixtures";

test("home lists the running, the coming and the past event, with dates and registrations", async ({ signedIn: page }) => {
  await page.goto("/home");
  for (const group of ["Running now", "Coming up", "Past"]) await expect(page.getByRole("region", { name: group }).getByRole("listitem")).toHaveCount(1);
  const running = page.getByRole("region", { name: "Running now" });
  await expect(running.getByText(/^day \d of \d$/)).toBeVisible();
  await expect(running.getByText(/of 2,\d{3} visitors/)).toBeVisible();
  await expect(running.getByRole("definition").last()).toHaveText("120");
});

test("an event's id can be copied, and the API knows it", async ({ signedIn: page, request, baseURL }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/home");
  await page.getByRole("region", { name: "Running now" }).getByRole("button", { name: "Copy id" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const id = await page.evaluate(() => navigator.clipboard.readText());
  const answer = await request.get(`${baseURL}/create/v2/expos/${id}`, { headers: { authorization: `Bearer ${process.env.VISIT_E2E_API_KEY}` } });
  expect(answer.status()).toBe(200);
});

test("without a session home asks to sign in", async ({ page }) => {
  await page.goto("/home");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});

test("a forged session opens nothing", async ({ page, baseURL }) => {
  await page.context().addCookies([{ name: "visit.session", value: "eyJhbGciOiJub25lIn0.e30.", url: baseURL ?? "" }]);
  await page.goto("/home");
  await expect(page).toHaveURL(/\/sign-in/);
});
