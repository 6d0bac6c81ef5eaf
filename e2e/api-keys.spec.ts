import type { Page } from "@playwright/test";
import { demo, expect, expectAccessible, signIn, test } from "./fixtures";

const list = "/organisation/api/keys";
test.describe.configure({ timeout: 120_000 }); // much is typed here, and some waits for the clock

/** Adds a key by hand, as the manual says. @returns its secret, as the page showed it */
async function addKey(page: Page, comments: string, more: (page: Page) => Promise<void> = async () => undefined): Promise<string> {
  await page.goto(list);
  await page.getByRole("link", { name: "+ Add" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Add an API key" })).toBeVisible();
  await page.getByLabel("State").selectOption("Active");
  await page.getByLabel("Comments").fill(comments);
  await more(page);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "The key is made" });
  const secret = (await dialog.getByRole("group", { name: "Secret" }).innerText()).trim();
  expect(secret).toMatch(/^visit_\w{38}$/);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("heading", { level: 1, name: comments })).toBeVisible();
  return secret;
}

async function ask(page: Page, secret: string, path = "/expos"): Promise<number> {
  const answer = await page.request.get(`/create/v2${path}`, { headers: { authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}` } });
  return answer.status();
}

/** The events a key sees, by the API itself. */
async function eventsOf(page: Page, secret: string): Promise<{ id: string; name: string }[]> {
  const answer = await page.request.get("/create/v2/expos", { headers: { authorization: `Bearer ${secret}` } });
  return answer.json();
}

test("add an API key: Organisation > API > API keys, + Add, State, Comments; a call with it succeeds", async ({ signedIn: page }) => {
  await page.goto("/home");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "API keys" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API keys" })).toBeVisible();
  const secret = await addKey(page, "CRM bridge");
  expect(await ask(page, secret)).toBe(200);
  await page.goto(`${list}?q=crm+bridge`);
  const row = page.getByRole("row", { name: /CRM bridge/ }).first();
  await expect(row).toContainText(`${secret.slice(0, 10)}…${secret.slice(-4)}`);
  await expect(row).toContainText("Active");
  await expect(page.locator("body")).not.toContainText(secret);
});

test("a call from an address that is not allowed fails, and the page says why", async ({ signedIn: page }) => {
  const secret = await addKey(page, "Elsewhere", async () => {
    await page.getByLabel("Allowed IP addresses").fill("192.0.2.7\nnowhere");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText(/line 2, “nowhere”/i)).toBeVisible();
    await page.getByLabel("Allowed IP addresses").fill("192.0.2.7\n2001:db8::/32");
  });
  expect(await ask(page, secret)).toBe(401);
  await page.getByRole("link", { name: "Why was it refused?" }).click();
  await page.waitForURL("**?tab=refused");
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("region", { name: "Refused requests" })).toContainText("The address is not among those allowed.", { timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await page.getByLabel("From the address").fill("2001:db8::9");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText("Yes, it would be allowed.")).toBeVisible();
  await page.getByLabel("From the address").fill("192.0.2.8");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText("No. The address is not among those allowed.")).toBeVisible();
});

test("my own address is added by a press, and a call from it succeeds", async ({ signedIn: page }) => {
  const secret = await addKey(page, "Here", async () => {
    await page.getByRole("button", { name: "Add my address" }).click();
    await expect(page.getByText("The key works from these addresses only.")).toBeVisible();
  });
  expect(await ask(page, secret)).toBe(200);
});

test("after its expiry a call fails", async ({ signedIn: page }) => {
  const fillEnd = (end: number) => page.getByLabel("Expires after").fill(new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam", dateStyle: "short", timeStyle: "medium" }).format(end).replace(" ", "T"));
  const secret = await addKey(page, "Short-lived", () => fillEnd(Date.now() + 3_600_000));
  expect(await ask(page, secret)).toBe(200);
  let end = 0;
  await expect(async () => {
    end = Math.ceil(Date.now() / 1000 + 2) * 1000; // an end that has passed meanwhile is refused, and a later one chosen
    await fillEnd(end);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved")).toBeVisible({ timeout: 3000 });
  }).toPass();
  await expect.poll(() => ask(page, secret)).toBe(401);
  expect(Date.now()).toBeGreaterThanOrEqual(end);
  await page.goto(`${list}?state=Expired`);
  await expect(page.getByRole("link", { name: "Short-lived" }).first()).toBeVisible();
});

test("a key for one event answers 400 for another, as for one that does not exist", async ({ signedIn: page }) => {
  const [one, other] = await eventsOf(page, demo.apiKey);
  if (!one || !other) throw new Error("The demo has several events.");
  const secret = await addKey(page, "One event", async () => {
    await expect(page.getByText("None is ticked: the key sees all events, also those added later.")).toBeVisible();
    await page.getByLabel("Search events").fill(one.name);
    await page.getByRole("checkbox", { name: one.name }).check();
    await expect(page.getByText("The key sees this event only.")).toBeVisible();
  });
  expect(await ask(page, secret, `/visitors/${one.id}`)).toBe(200);
  expect(await ask(page, secret, `/visitors/${other.id}`)).toBe(400);
  expect(await ask(page, secret, "/visitors/0000000000000")).toBe(400);
  expect(await eventsOf(page, secret)).toHaveLength(1);
});

test("leaving without having copied the secret asks first", async ({ signedIn: page }) => {
  await page.goto(list);
  await page.getByRole("link", { name: "+ Add" }).first().click();
  await page.getByLabel("Comments").fill("Never copied");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "The key is made" });
  await expect(dialog.getByRole("group", { name: "Try it" })).toContainText("curl -u 'visit_");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog.getByText("You have not copied the secret.")).toBeVisible();
  await dialog.getByRole("button", { name: "Stay here" }).click();
  await page.goBack();
  await expect(dialog.getByText("You have not copied the secret.")).toBeVisible();
  await dialog.getByRole("button", { name: "Leave without copying" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Never copied" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "API keys" })).toBeVisible();
});

test("the back button never leads to a secret again", async ({ signedIn: page }) => {
  const secret = await addKey(page, "Seen once");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "API keys" })).toBeVisible();
  await page.goForward();
  await expect(page.getByText(secret)).toHaveCount(0);

  await page.goto(list);
  await page.getByRole("link", { name: "Seen once" }).first().click();
  await page.getByRole("button", { name: "Rotate" }).click();
  await page.getByRole("button", { name: "Make a new secret" }).click();
  const dialog = page.getByRole("dialog", { name: "The key has a new secret" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await page.goBack(); // copied: nothing to ask, the dialog is what one leaves
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: "Seen once" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "API keys" })).toBeVisible();
});

test("disable and enable, rotate with a while for the old secret, delete what is in use by typing its comments", async ({ signedIn: page }) => {
  const old = await addKey(page, "Ticket shop");
  expect(await ask(page, old)).toBe(200);
  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText("The key is disabled")).toBeVisible();
  await expect.poll(() => ask(page, old)).toBe(401);
  await page.getByRole("button", { name: "Enable" }).click();
  await expect.poll(() => ask(page, old)).toBe(200);

  await page.getByRole("button", { name: "Rotate" }).click();
  await page.getByRole("radio", { name: /In 1 hour/ }).check();
  await page.getByRole("button", { name: "Make a new secret" }).click();
  const dialog = page.getByRole("dialog", { name: "The key has a new secret" });
  const secret = (await dialog.getByRole("group", { name: "Secret" }).innerText()).trim();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  expect([await ask(page, old), await ask(page, secret)]).toEqual([200, 200]);
  await page.getByRole("link", { name: "Secrets" }).click();
  await page.waitForURL("**?tab=secrets");
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("list", { name: `Addresses that used ${old.slice(0, 10)}…${old.slice(-4)}` }).getByRole("listitem")).not.toHaveCount(0, { timeout: 1000 });
  }).toPass({ timeout: 15_000 });

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete the key" }).click();
  await expect(page.getByText("Must be “Ticket shop”")).toBeVisible();
  await page.getByLabel("Type “Ticket shop” to delete it").fill("Ticket shop");
  await page.getByRole("button", { name: "Delete the key" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API keys" })).toBeVisible();
  await expect.poll(() => ask(page, secret)).toBe(401);
});

test("whoever takes a key away from functions is told which fail", async ({ signedIn: page }) => {
  await page.goto(`${list}?q=functions+of+the+demo`);
  await page.getByRole("link", { name: "Functions of the demo" }).click();
  const functions = page.getByRole("region", { name: "Functions that work with it" });
  await expect(functions.getByRole("link", { name: "Exhibitors for the website" })).toBeVisible();
  await page.getByRole("button", { name: "Disable" }).click();
  const disable = page.getByRole("dialog", { name: "Disable the key?" });
  await expect(disable.getByRole("alert")).toContainText(/functions work with this key and fail from then on/);
  await expectAccessible(page);
  await disable.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Rotate" }).click();
  await expect(page.getByRole("dialog", { name: "Rotate the key" })).toContainText("Functions need no secret");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("dialog", { name: /^Delete/ }).getByRole("alert")).toContainText(/fail from then on/);
  await page.keyboard.press("Escape");
  await functions.getByRole("link", { name: "Exhibitors for the website" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Exhibitors for the website" })).toBeVisible();
});

test("a list that would lock out every address in use asks before it is saved", async ({ signedIn: page }) => {
  const secret = await addKey(page, "In use");
  expect(await ask(page, secret)).toBe(200);
  const save = page.getByRole("button", { name: "Save" });
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/^Last used/)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await page.getByLabel("Allowed IP addresses").fill("198.51.100.1");
  await save.click();
  await expect(page.getByText("This list would lock out every address that used the key in the last 30 days.")).toBeVisible();
  expect(await ask(page, secret)).toBe(200);
  await page.getByLabel("Lock them out and save").check();
  await save.click();
  await expect(page.getByText("Saved")).toBeVisible();
  await expect.poll(() => ask(page, secret)).toBe(401);
});

test("a script in the comments stays text", async ({ signedIn: page }) => {
  let isRun = false;
  page.on("dialog", (dialog) => {
    isRun = true;
    return dialog.dismiss();
  });
  const comments = `<img src=x onerror=alert(1)><script>alert(2)</script>`;
  await addKey(page, comments);
  await page.goto(list);
  await expect(page.getByRole("link", { name: comments }).first()).toBeVisible();
  expect(isRun).toBe(false);
});

test("a person without the role finds no API keys, neither in the navigation nor at their addresses", async ({ page }) => {
  await signIn(page, demo.memberEmail, demo.memberPassword);
  await page.waitForURL("**/home");
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" })).toBeVisible();
  await expect(page.getByRole("link", { name: "API keys" })).toHaveCount(0);
  for (const path of [list, `${list}/new`, `${list}/0000000000000`]) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByText("CRM bridge")).toHaveCount(0);
  }
});

test("what an administrator's button sends does nothing when a person without the role sends it", async ({ signedIn: page, browser, baseURL }) => {
  const secret = await addKey(page, "Not theirs");
  const sending = page.waitForRequest((request) => request.method() === "POST" && request.headers()["next-action"] !== undefined);
  await page.getByRole("button", { name: "Disable" }).click();
  const sent = await sending;
  await page.getByRole("button", { name: "Enable" }).click();
  await expect.poll(() => ask(page, secret)).toBe(200);

  const member = await browser.newContext({ baseURL });
  const theirs = await member.newPage();
  await signIn(theirs, demo.memberEmail, demo.memberPassword);
  await theirs.waitForURL("**/home");
  const { "next-action": action = "", "content-type": type = "", "next-router-state-tree": tree = "" } = sent.headers();
  const answer = await member.request.post(sent.url(), { headers: { "next-action": action, "content-type": type, "next-router-state-tree": tree, origin: baseURL ?? "" }, data: sent.postData() ?? "" });
  expect(await answer.text()).not.toContain('"kind":"done"');
  await page.reload(); // the page reads the database, which nobody remembers anything of
  await expect(page.getByRole("button", { name: "Disable" })).toBeVisible();
  expect(await ask(page, secret)).toBe(200);
  await member.close();
});
