import { expect, test } from "./fixtures";

test("the first page says where the API is and how to begin", async ({ page, baseURL }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("code", { hasText: new RegExp(`^${baseURL}/create/v2$`) })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.getByRole("link", { name: "Read the documentation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Visit API" })).toBeVisible();
});

test("the example turns to XML, and stays so on the next page", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("tab", { name: "XML" }).click();
  await expect(page.getByRole("group", { name: "Answer" })).toContainText("<expos>");
  await page.goto("/docs/visitors");
  await expect(page.getByRole("tab", { name: "XML" }).first()).toHaveAttribute("aria-selected", "true");
});

test("the chosen appearance is there from the first byte", async ({ page, request, baseURL }) => {
  await page.goto("/");
  await page.getByRole("button", { name: /^Appearance/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  expect(await (await request.get(`${baseURL}/`, { headers: { cookie } })).text()).toContain('data-theme="dark"');
});

test("an address that leads nowhere is a page of ours, with 404", async ({ page }) => {
  const response = await page.goto("/no/such/page");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  await expect(page.getByRole("link", { name: "To the first page" })).toHaveAttribute("href", "/");
});

test("pages cannot be framed, sniffed or given foreign scripts", async ({ page, request, baseURL }) => {
  const headers = (await request.get(`${baseURL}/`)).headers();
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[^']{20,}' 'strict-dynamic'; .*frame-ancestors 'none'/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");

  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto("/", { waitUntil: "networkidle" });
  expect(complaints).toEqual([]);
});
