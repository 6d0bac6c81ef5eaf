import type { APIRequestContext, Page } from "@playwright/test";
import { wallTime } from "../lib/core/wall-time";
import { demo, expect, test } from "./fixtures";

const statistics = "/organisation/api/statistics";

/** A key that only this test calls with. @returns its id and its secret */
async function addKey(page: Page, comments: string): Promise<{ id: string; secret: string }> {
  await page.goto("/organisation/api/keys/new");
  await page.getByLabel("Comments").fill(comments);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "The key is made" });
  const secret = (await dialog.getByRole("group", { name: "Secret" }).innerText()).trim();
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("heading", { level: 1, name: comments })).toBeVisible();
  return { id: page.url().split("/").at(-1) ?? "", secret };
}

async function call(request: APIRequestContext, secret: string, path: string, { times = 1, accept = "application/json", method = "GET" } = {}): Promise<void> {
  for (let time = 0; time < times; time++) await request.fetch(`/create/v2${path}`, { method, headers: { authorization: `Bearer ${secret}`, accept, "content-type": "application/json" }, ...(method === "POST" && { data: {} }) });
}

/** What the figure above the chart says, such as that of the calls. */
function figure(page: Page, label: string) {
  return page.getByRole("definition").filter({ visible: true }).and(page.locator(`dt:has-text("${label}") + dd`)).first();
}

test("known calls are counted, and every filter shows exactly those it names", async ({ signedIn: page, request }) => {
  const { id, secret } = await addKey(page, "Counted one by one");
  await page.goto(`${statistics}?key=${id}`);
  await expect(page.getByRole("heading", { name: "No such calls" })).toBeVisible();
  await call(request, secret, "/expos", { times: 3 });
  await call(request, secret, "/expos", { times: 2, accept: "application/xml" });
  await call(request, secret, "/expos/nosuchexpo000", { times: 2 });
  await call(request, secret, "/visitors/nosuchexpo000", { method: "POST" });
  await expect(figure(page, "Calls"), "the page follows by itself").toHaveText("8", { timeout: 30_000 });
  await expect(figure(page, "Error rate")).toHaveText("37.5%");

  for (const [type, calls] of [["format:xml", 2], ["status:4xx", 3], ["operation:expos.list", 5], ["resource:visitors", 1], ["access:write", 1], ["origin:outside", 8]] as const) {
    await page.goto(`${statistics}?key=${id}&type=${type}`);
    await expect(figure(page, "Calls"), type).toHaveText(String(calls));
  }

  await page.goto(`${statistics}?key=${id}&span=1h`);
  await page.getByRole("button", { name: "Type" }).click();
  await page.getByLabel("Find in type").fill("xml");
  await page.getByRole("checkbox", { name: "XML", exact: true }).check();
  await expect(figure(page, "Calls")).toHaveText("2");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Remove filter: Format: XML" }).click();
  await expect(figure(page, "Calls")).toHaveText("8");

  await page.getByRole("navigation", { name: "Told apart by" }).getByRole("link", { name: "Operation" }).click();
  await page.getByText("As a table").click();
  const table = page.getByRole("region", { name: "API calls as a table" });
  await expect(table.getByRole("columnheader")).toHaveText(["Minute", "expos.list", "expos.get", "visitors.create", "Total"]);
  await expect(table.getByRole("row").last().getByRole("cell")).toHaveText(["Total", "5", "2", "1", "8"]);
  const csv = await (await page.request.get((await page.getByRole("link", { name: "CSV" }).first().getAttribute("href")) ?? "")).text();
  const lines = csv.trim().split("\r\n").map((line) => line.split(",")); // prettier-ignore
  expect(lines[0]?.slice(2)).toEqual(["expos.list", "expos.get", "visitors.create", "Total"]);
  expect(lines.slice(1).reduce((sum, cells) => sum + Number(cells.at(-1)), 0)).toBe(8);

  const drawn = page.getByRole("figure").filter({ has: page.getByRole("group", { name: "API calls, drawn" }) });
  await expect(drawn, "the chart is said in words as well").toContainText(/8 calls from .* until .*\. The most, [1-8], in \w+, .*\. expos\.list 62\.5%, expos\.get 25\.0%, visitors\.create 12\.5%\./);

  await page.goto("/organisation/api/keys?q=counted+one");
  await page.getByRole("link", { name: "8 calls" }).and(page.locator(`[href*="${id}"]`)).click();
  await expect(figure(page, "Calls")).toHaveText("8");
});

test("of several keys all are counted, and from and until cut to the minute", async ({ signedIn: page, request }) => {
  const [one, other] = [await addKey(page, "Counted with another"), await addKey(page, "Counted beside it")];
  const begun = new Date();
  await call(request, one.secret, "/expos", { times: 4 });
  await call(request, other.secret, "/expos", { times: 2 });
  await call(request, other.secret, "/expos/nosuchexpo000");
  const both = `key=${one.id}&key=${other.id}`;
  await page.goto(`${statistics}?${both}&span=1h&split=key`);
  await expect(figure(page, "Calls")).toHaveText("7", { timeout: 30_000 });
  await page.getByText("As a table").click();
  const table = page.getByRole("region", { name: "API calls as a table" });
  await expect(table.getByRole("columnheader")).toHaveText(["Minute", "Counted with another", "Counted beside it", "Total"]);
  await expect(table.getByRole("row").last().getByRole("cell")).toHaveText(["Total", "4", "3", "7"]);
  await page.getByRole("link", { name: "Remove filter: API key: Counted with another" }).click();
  await expect(figure(page, "Calls")).toHaveText("3");

  await page.goto(`${statistics}?${both}`);
  const minute = (minutes: number) => wallTime("Europe/Amsterdam", new Date(begun.getTime() + minutes * 60_000));
  for (const [from, until, calls] of [[-30, 60, "7"], [0, 60, "7"], [-30, 0, undefined]] as const) {
    await page.getByLabel("From").fill(minute(from));
    await page.getByLabel("Until").fill(minute(until));
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL((url) => url.searchParams.get("until") === minute(until) && url.searchParams.get("from") === minute(from));
    if (calls) await expect(figure(page, "Calls"), `from ${from} until ${until} minutes`).toHaveText(calls);
    else await expect(page.getByRole("heading", { name: "No such calls" })).toBeVisible();
  }

  await page.goto(`${statistics}?${both}&span=1h`);
  await page.getByRole("row", { name: /Counted beside it/ }).getByRole("link", { name: "1", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Request log" })).toBeVisible();
  await expect(page).toHaveURL(/from=\d{4}-/);
  await expect(page.getByRole("region", { name: "Calls" }).getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("region", { name: "Calls" }).getByRole("row").last()).toContainText("GET /expos/nosuchexpo000");
});

test("calls to endpoint functions are told, and lead to those of one function", async ({ signedIn: page, request }) => {
  const key = `counted-${Date.now().toString(36)}`;
  await page.goto("/organisation/api/advanced/new");
  await page.getByLabel("Name", { exact: true }).fill(key);
  await page.getByLabel("Function", { exact: true }).selectOption("Endpoint function");
  await page.getByLabel("Key", { exact: true }).fill(key);
  await page.getByLabel("API key").selectOption("Functions of the demo");
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "The endpoint function is made" });
  const { pathname } = new URL((await dialog.getByRole("group", { name: "Link" }).innerText()).trim());
  expect((await request.get(pathname)).status(), "it is not published yet, and who has its link is counted").toBe(404);
  await page.goto(`${statistics}?span=1h`);
  await expect(figure(page, "Calls to functions")).not.toHaveText("0", { timeout: 30_000 });
  await page.getByRole("link", { name: "Calls to functions" }).click();
  await expect(page.getByRole("link", { name: "Remove filter: Operation: functions.call" })).toBeVisible();
  await page.getByRole("link", { name: key }).click();
  const rows = page.getByRole("region", { name: "Calls" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText(`GET ${pathname.split("/").slice(0, 4).join("/")}`);
  await expect(rows.last()).not.toContainText(pathname.split("/").at(-1) ?? "");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the chart is drawn in the ${colorScheme}, each colour apart from its ground`, async ({ signedIn: page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${statistics}?span=30d`);
    const bars = page.getByRole("group", { name: "API calls, drawn" }).locator(".recharts-bar-rectangle path");
    await expect(bars.first()).toBeVisible();
    expect(await bars.count()).toBeGreaterThan(30);
    for (const ratio of await page.evaluate(contrasts)) expect(ratio).toBeGreaterThan(2);
    await expect(page.getByRole("group", { name: "API calls, drawn" }).getByText(/^\d+ \w{3}$/).first(), "what the columns are stands below them").toBeVisible();
  });
}

/** How much each series' colour stands out from the card it is drawn on, as WCAG measures it: from 1 to 21. */
function contrasts(): number[] {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!context) return [];
  const luminance = (colour: string) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const drawing = document.querySelector("[aria-label='API calls, drawn']");
  const card = drawing?.closest(".bg-card");
  const ground = luminance(card ? getComputedStyle(card).backgroundColor : "");
  const colours = new Set([...(drawing?.querySelectorAll(".recharts-bar-rectangle path") ?? [])].map((path) => getComputedStyle(path).fill));
  return [...colours].map(luminance).map((light) => (Math.max(light, ground) + 0.05) / (Math.min(light, ground) + 0.05));
}

test.describe("with a finger", () => {
  test.use({ hasTouch: true });

  test("drawing across the chart looks closer, and drawing along the page scrolls it", async ({ signedIn: page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`${statistics}?span=30d`);
    const chart = page.getByRole("group", { name: "API calls, drawn" });
    await expect(chart.locator(".recharts-bar-rectangle path").first()).toBeVisible();
    await chart.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const { x, y, width, height } = (await chart.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const scrolled = () => page.evaluate(() => window.scrollY);
    const before = await scrolled();
    await touch(page, [x + width / 2, y + height * 0.8], [x + width / 2, y + height * 0.8 - 150]);
    await expect.poll(scrolled).toBeGreaterThan(before + 50);
    await expect(page.getByRole("heading", { name: "Calls by day" })).toBeVisible();
    const now = (await chart.boundingBox())?.y ?? 0;
    await touch(page, [x + width * 0.4, now + height / 2], [x + width * 0.7, now + height / 2]);
    await page.waitForURL(/span=custom/);
    await expect(page.getByRole("heading", { name: "Calls by hour" })).toBeVisible();
  });
});

type Point = readonly [x: number, y: number];

/** A finger goes from one place to another, as a person's does: not in one leap. */
async function touch(page: Page, from: Point, to: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const at = (share: number) => [{ x: from[0] + (to[0] - from[0]) * share, y: from[1] + (to[1] - from[1]) * share }];
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
  for (let step = 1; step <= 10; step++) await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(step / 10) });
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await session.detach();
}

test("drawing across the chart looks closer, and going back is wide again", async ({ signedIn: page }) => {
  await page.goto(`${statistics}?span=30d`);
  await expect(page.getByRole("heading", { name: "Calls by day" })).toBeVisible();
  const chart = page.getByRole("group", { name: "API calls, drawn" }).getByRole("application");
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width * 0.5, box.y + 100);
  await expect(page.getByText(/^[\d,]+ API calls$/)).toBeVisible();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 100, { steps: 4 });
  await expect.poll(async () => (await page.locator(".recharts-reference-area").boundingBox())?.width ?? 0, "what is drawn is seen before the button is let go").toBeGreaterThan(box.width * 0.05);
  await page.mouse.up();
  await page.waitForURL(/span=custom/);
  await expect(page.getByRole("heading", { name: "Calls by hour" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Calls by day" })).toBeVisible();
});

test("without a mouse, a name in the table looks closer", async ({ signedIn: page }) => {
  await page.goto(`${statistics}?span=7d&resolution=day`);
  await page.getByText("As a table").click();
  const day = page.getByRole("region", { name: "API calls as a table" }).getByRole("row").filter({ has: page.getByRole("button") }).nth(3);
  const calls = (await day.getByRole("cell").last().innerText()).trim();
  await day.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Calls by hour" })).toBeVisible();
  await expect(figure(page, "Calls")).toHaveText(calls);
});

test("what makes no sense for the span says why, and so does an address that asks for it", async ({ signedIn: page }) => {
  await page.goto(`${statistics}?span=30d&resolution=minute&type=nothing`);
  const fault = page.getByRole("main").getByRole("alert");
  await expect(fault).toContainText("There is no type “nothing”.");
  await expect(fault).toContainText(/minute/);
  await page.getByRole("button", { name: "Resolution: Day" }).click();
  const minute = page.getByRole("menuitemradio", { name: /Minute/ });
  await expect(minute).toBeDisabled();
  await expect(minute).toContainText("this span begins earlier");
  await page.getByRole("menuitemradio", { name: "Week" }).click();
  await expect(page.getByRole("heading", { name: "Calls by week" })).toBeVisible();
  await page.getByLabel("From").fill("2026-01-05T08:00");
  await page.getByLabel("Until").fill("2026-01-05T07:00");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Must be before Until")).toBeVisible();
});

test("a call is followed live, and an error's requestId is found", async ({ signedIn: page, request }) => {
  const path = `/expos/none${Date.now().toString(36)}`;
  await page.goto(`/organisation/api/log?path=${path}`);
  await expect(page.getByRole("heading", { name: "No call matches" })).toBeVisible();
  await page.getByRole("link", { name: "Follow live" }).click();
  await expect(page.getByText("Waiting for calls.")).toBeVisible();
  const answer = await request.get(`/create/v2${path}?secret=not-logged`, { headers: { authorization: `Bearer ${demo.apiKey}` } });
  const { requestId }: { requestId: string } = await answer.json();
  const rows = page.getByRole("region", { name: "Calls" }).getByRole("row");
  await expect(rows).toHaveCount(2, { timeout: 30_000 });
  await expect(rows.last()).toContainText(`GET ${path}`);
  await expect(rows.last()).toContainText("400");
  await page.goto("/organisation/api/log");
  await page.getByRole("button", { name: "Time" }).click();
  await page.getByLabel("Until").fill("2001-02-03T04:05");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "No call matches" })).toBeVisible();
  await expect(page).toHaveURL(/until=2001-02-03T04%3A05/);
  await page.getByLabel("From").fill("2002-02-03T04:05");
  await expect(page.getByText("Must be before Until")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto("/organisation/api/log");
  await page.getByRole("link", { name: "Older" }).click();
  await page.waitForURL(/after=/);
  await expect(rows).toHaveCount(51);
  await page.getByRole("link", { name: "Newest" }).click();
  await expect(page.getByRole("link", { name: "Newest" })).toHaveCount(0);
  await page.getByLabel("Request id").fill(requestId);
  await expect(page.getByRole("heading", { name: "Request", exact: true })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(requestId);
  await expect(page.getByRole("main")).toContainText(`GET ${path}`);
  await expect(page.getByRole("main")).not.toContainText("not-logged");
});

test("an alert is added, refused where it cannot be meant, changed and deleted", async ({ signedIn: page }) => {
  const limit = 1_000_000 + (Date.now() % 1_000_000); // nobody else's
  await page.goto(statistics);
  await page.getByRole("link", { name: "Alerts" }).click();
  await page.getByRole("link", { name: "+ Add" }).click();
  await page.getByRole("radio", { name: /^Quiet/ }).check();
  await expect(page.getByLabel("Compared with")).toBeHidden();
  await page.getByRole("radio", { name: /^Volume/ }).check();
  await page.getByLabel("Tell when there are").selectOption("fewer");
  await page.getByLabel("Calls", { exact: true }).fill("many");
  await page.getByLabel("Mail to").fill("ada@engine.example\nnobody");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText(/^must be a number from 1 to/i)).toBeVisible();
  await expect(page.getByText(/^must be an e-mail address/i)).toBeVisible();
  await page.getByLabel("Calls", { exact: true }).fill(String(limit));
  await page.getByLabel("Mail to").fill("ada@engine.example");
  await page.getByLabel("Within").selectOption({ label: "an hour" });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("row", { name: `Fewer than ${limit.toLocaleString("en-GB")} calls within an hour` });
  await expect(row).toContainText("All keys together");
  await expect(row).toContainText("ada@engine.example");
  await row.getByRole("link").click();
  await page.getByRole("checkbox", { name: "On" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("Off");
  await row.getByRole("link").click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the alert" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Alerts" })).toBeVisible();
  await expect(row).toHaveCount(0);
});

test("the documentation tells of usage, and every anchor of its contents is there", async ({ page }) => {
  await page.goto("/docs/usage");
  const anchors = await page.getByRole("navigation", { name: "Documentation" }).locator('a[href^="/docs/usage#"]').evaluateAll((all) => all.map((link) => link.getAttribute("href")?.slice("/docs/usage".length) ?? ""));
  expect(anchors.length).toBeGreaterThan(4);
  for (const anchor of anchors) await expect(page.locator(`h2${anchor}`)).toBeVisible();
});
