import { demo, expect, signIn, test } from "./fixtures";

test("the right password leads to the events, and signing out ends it, also for who kept the cookie", async ({ page }) => {
  const alive = page.waitForRequest(/\/live\?/); // a page that listens is one whose buttons answer
  await signIn(page, demo.email, demo.password); // a session of its own: the worker's is used by others
  await alive;
  await expect(page.getByRole("heading", { level: 1, name: "Events" })).toBeVisible();
  const stolen = await page.context().cookies();
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.goto("/home");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fhome$/);
  await page.context().addCookies(stolen);
  await page.goto("/home");
  await expect(page).toHaveURL(/\/sign-in$/);
  expect((await page.request.get("/live?topic=visitors:*")).status()).toBe(401);
});

test("a wrong password and an unknown account are refused in the same words", async ({ page }) => {
  await signIn(page, demo.email, "not the password");
  const refusal = page.getByRole("alert").filter({ hasText: "do not belong together" });
  await expect(refusal).toBeVisible();
  const words = await refusal.textContent();
  await expect(page.getByLabel("E-mail")).toHaveValue(demo.email);
  await signIn(page, "nobody@nowhere.example", "not the password");
  await expect(refusal).toHaveText(words ?? "");
});

test("after five failures even the right password has to wait", async ({ page }) => {
  const email = `stranger-${Date.now()}@nowhere.example`;
  await page.goto("/sign-in");
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(`guess ${attempt}`);
    const answered = page.waitForResponse("**/api/auth/callback/credentials");
    await page.getByRole("button", { name: "Sign in" }).click();
    await answered;
    await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  }
  await page.getByLabel("Password").fill("guess 6");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Too many failed attempts" })).toBeVisible();
});

test("signing in leads back to a page of ours, never to another site", async ({ page }) => {
  for (const [next, path] of [
    ["/home?tab=1", "/home?tab=1"],
    ["//evil.example/", "/home"],
    ["/\\evil.example/", "/home"],
    ["https://evil.example/", "/home"],
  ] as const) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel("E-mail").fill(demo.email);
    await page.getByLabel("Password").fill(demo.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`**${path}`);
  }
});

test("the session's cookie cannot be read by scripts", async ({ signedIn: page }) => {
  const session = (await page.context().cookies()).find(({ name }) => name.endsWith("visit.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});
