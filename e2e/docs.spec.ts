import { demo, expect, test } from "./fixtures";

test("every resource has its page, and every operation its section", async ({ page }) => {
  test.slow(); // six pages
  await page.goto("/docs");
  const links = await page.getByRole("navigation", { name: "Documentation" }).getByRole("link").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  const operations = links.filter((href) => /^\/docs\/\w+#\w+$/.test(href));
  expect(operations.length).toBeGreaterThanOrEqual(15);
  for (const resource of new Set(operations.map((href) => href.split("#")[0] ?? ""))) {
    await page.goto(resource);
    for (const href of operations.filter((operation) => operation.startsWith(`${resource}#`))) await expect(page.locator(`h2${href.slice(resource.length)}`)).toBeVisible();
  }
});

test("every anchor of the contents is there", async ({ page }) => {
  await page.goto("/docs");
  const anchors = await page.getByRole("navigation", { name: "Documentation" }).locator('a[href^="/docs#"]').evaluateAll((all) => all.map((link) => link.getAttribute("href")?.slice(5) ?? ""));
  expect(anchors.length).toBeGreaterThan(5);
  for (const anchor of anchors) await expect(page.locator(`h2${anchor}`)).toHaveCount(1);
});

test("the contents mark the page that is shown, and bring its entry into view", async ({ page }) => {
  const entries = { "/docs": "Guide", "/docs/functions": "Functions", "/docs/usage": "Usage", "/docs/partners": "Partners", "/docs/errors/validation_failed": "Errors" };
  for (const [path, entry] of Object.entries(entries)) {
    await page.goto(path);
    const marked = page.getByRole("navigation", { name: "Documentation" }).locator("[aria-current=page]");
    await expect(marked).toHaveText(entry);
    await expect(marked).toBeInViewport({ ratio: 1 });
  }
});

test("on a phone every table fits: prose wraps, and only code scrolls", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/docs", "/docs/functions", "/docs/usage"]) {
    await page.goto(path);
    const overhangs = await page.getByRole("region").filter({ has: page.getByRole("table") }).evaluateAll((all) => all.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
    expect(overhangs, path).toEqual(overhangs.map(() => 0));
    expect(overhangs.length, path).toBeGreaterThan(1);
  }
});

test("a copied command holds what is shown", async ({ page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/docs/visitors#create");
  const section = page.locator("section", { has: page.locator("h2#create") });
  await section.getByRole("tab", { name: "XML" }).click();
  await section.getByRole("button", { name: "Copy" }).first().click();
  await expect(section.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^curl -u "\$VISIT_API_KEY:"/);
  expect(copied).toContain("<visitor");
  expect(copied).toBe(await section.locator("pre").first().textContent());
});

test("the type of an error leads to its page", async ({ page, request, baseURL }) => {
  const refusal: unknown = await (await request.get(`${baseURL}/create/v2/expos/0000000000000`, { headers: { authorization: `Bearer ${demo.apiKey}` } })).json();
  expect(refusal).toMatchObject({ errorCode: "expo_not_found", type: expect.stringMatching(/\/docs\/errors\/expo_not_found$/) });
  await page.goto("/docs/errors/expo_not_found");
  await expect(page.getByRole("heading", { level: 1, name: "No such expo" })).toBeVisible();
});

test("the OpenAPI document is public, and is not sent twice", async ({ request, baseURL }) => {
  const first = await request.get(`${baseURL}/openapi.json`);
  expect(await first.json()).toMatchObject({ openapi: "3.1.1", servers: [{ url: `${baseURL}/create/v2` }, {}, {}] });
  const second = await request.get(`${baseURL}/openapi.json`, { headers: { "if-none-match": first.headers().etag ?? "" } });
  expect(second.status()).toBe(304);
});
