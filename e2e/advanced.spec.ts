import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { editor, patient, publish, write } from "./code";
import { alive, demo, expect, expectAccessible, signIn, test } from "./fixtures";

const list = "/organisation/api/advanced";

test("a background task: Organisation > API > Advanced, + Add; run, published, its log and its state read", async ({ signedIn: page }) => {
  const name = `Nightly ${Date.now()}`;
  await page.goto("/home");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Advanced" }).click();
  await page.getByRole("link", { name: "+ Add" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Function", { exact: true }).selectOption("Background task");
  await page.getByLabel("API key").selectOption("Functions of the demo");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByRole("region", { name: "Run" }).getByText("Succeeded")).toBeVisible(patient);
  await expect(page.getByText(/^Last run/)).toContainText("Succeeded");
  await publish(page, "It lists the events");
  await expect(page.getByText(/^Next run/)).toContainText("About every 9 minutes");

  await page.getByRole("link", { name: "Runs" }).click();
  await page.getByRole("row", { name: /Succeeded.*Run now by Robin de Vries/ }).getByRole("link").click();
  await expect(page.getByRole("log")).toContainText("Coastal");
  await expect(page.getByRole("list", { name: "Calls" })).toContainText("GET /expos200");
  await page.getByRole("link", { name: "State" }).click();
  await page.getByRole("button", { name: "View and edit runs" }).click();
  const dialog = page.getByRole("dialog", { name: "runs" });
  await expect(dialog.getByLabel("Value")).toHaveValue(/^\d+$/);
  await dialog.getByLabel("Value").fill("{");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Must be JSON")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Value").fill("41");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();

  await page.goto(list);
  const row = page.getByRole("row", { name });
  await expect(row).toContainText("Active");
  await expect(row).toContainText("About every 9 minutes");
  await expect(row).toContainText(/\d+ succeeded/, patient); // Run now, and the schedule when it was quick
});

test("an endpoint function: its key is suggested and checked, its link is shown once, and a call from outside with curl is read", async ({ signedIn: page }) => {
  const key = `ticket-shop-${Date.now()}`;
  await page.goto(`${list}/new`);
  await page.getByLabel("Name", { exact: true }).fill(key.replaceAll("-", " "));
  await page.getByLabel("Function", { exact: true }).selectOption("Endpoint function");
  await expect(page.getByLabel("Key", { exact: true })).toHaveValue(key);
  await page.getByLabel("Key", { exact: true }).fill("exhibitors");
  await expect(page.getByText("Is used by another function")).toBeVisible();
  await page.getByLabel("Key", { exact: true }).fill(key);
  await expect(page.getByText("This key is free")).toBeVisible();
  await expect(page.getByRole("radio", { name: /webhook/i })).toBeVisible(); // templates of this kind are offered
  await page.getByLabel("API key").selectOption("Functions of the demo");
  await page.getByRole("button", { name: "Save" }).click();
  const { link, command } = await takeLink(page, "The endpoint function is made");
  expect(new URL(link).pathname).toMatch(new RegExp(`^/endpoint/\\w+/${key}/[\\w-]{32}$`));
  expect(await call(link)).toMatchObject({ status: 404 });
  await publish(page, "It answers");

  const { stdout } = await promisify(execFile)("sh", ["-c", command.replace(link, `${link}/orders?shop=7`)]);
  expect(JSON.parse(stdout)).toMatchObject({ youSent: { query: { shop: "7" }, body: { email: "ada@example.org" } } });
  await page.getByRole("link", { name: "Runs" }).click();
  await page.getByRole("row", { name: /Call from outside/ }).getByRole("link").click();
  await expect(page.getByRole("log")).toContainText("POST /orders");
  await expect(page.getByRole("group", { name: "The event it was given" })).toContainText("ada@example.org");
  await expect(page.locator("body")).not.toContainText(link.split("/").at(-1) ?? "");
});

test("a recorded request is taken to the editor from its run, however large: run as it came, and edited", async ({ signedIn: page }) => {
  const link = await addEndpoint(page, `recorded-${Date.now()}`, "export default ({ request }) => request.body.email + request.body.note.length;\n");
  const home = page.url();
  await call(link, { email: "ada@example.org", note: "x".repeat(900_000) });
  await page.goto(`${home}/runs`);
  await page.getByRole("row", { name: /Call from outside/ }).getByRole("link").click();
  await page.getByRole("link", { name: "Use in the editor" }).click();
  const run = page.getByRole("region", { name: "Run" });
  const event = run.getByLabel("Event with its request");
  await expect(run.getByLabel("Request", { exact: true })).not.toHaveValue("");
  await expect(event).toHaveValue(/ada@example\.org/);
  expect(await runNow(page)).toBe('"ada@example.org900000"');

  const edited = (length: number) => JSON.stringify({ request: { body: { email: "grace@example.org", note: "y".repeat(length) }, text: "" } });
  await run.getByRole("tab", { name: "Event" }).click();
  await event.fill(edited(4_000_000));
  expect(await runNow(page)).toBe('"grace@example.org4000000"');
  await run.getByRole("tab", { name: "Event" }).click();
  await event.fill(edited(5_000_000));
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(run.getByText("Must be at most 4 MiB")).toBeVisible();

  await run.getByLabel("Request", { exact: true }).selectOption({ index: 1 });
  await expect(event).toHaveValue(/ada@example\.org/);
  await event.fill('{ "request": { "body": { "email": "short", "note": "" } } }');
  await write(page, await editor(page), `// ${"z".repeat(300 * 1024)}\n`);
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("The code must be at most 256 KiB.").first()).toBeVisible();
});

test("an error is found by its line, the version before is brought back, and the run is repeated", async ({ signedIn: page }) => {
  const link = await addEndpoint(page, `rolled-back-${Date.now()}`, 'export default ({ request }) => "good " + request.body.email;\n');
  const home = page.url();
  await write(page, await editor(page), "export default async function ({ request }) {\n  console.log(request.method);\n  return request.body.contact.email;\n}\n");
  await publish(page, "Worse");
  const failed = await call(link, { email: "ada@example.org" });
  expect(failed).toMatchObject({ status: 500, body: { errorCode: "function_failed" } });
  expect(JSON.stringify(failed.body)).not.toContain("contact");

  await page.goto(`${home}/runs?outcome=failed`);
  const row = page.getByRole("row", { name: /Call from outside/ });
  await expect(row).toContainText("Line 3");
  await row.getByRole("link").click();
  const error = page.getByRole("region", { name: "Error" });
  await expect(error).toContainText("TypeError");
  await expect(error.getByRole("group", { name: "Code around line 3" }).locator("[aria-current]")).toContainText("request.body.contact.email");
  await expectAccessible(page);

  await page.getByRole("link", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await page.getByRole("button", { name: "Replace the draft" }).click();
  await expect(page.getByText(/^Draft saved\. Version 2 runs/)).toBeVisible();
  await publish(page, "As it was");
  expect(await call(link, { email: "ada@example.org" })).toMatchObject({ status: 200, body: "good ada@example.org" });

  await page.goto(`${home}/runs?outcome=returned`);
  await page.getByRole("row", { name: /Call from outside/ }).getByRole("link").click();
  await page.getByRole("button", { name: "Run again" }).click();
  await expect(page.getByText("Run again", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("group", { name: "What it returned" })).toContainText("good ada@example.org", patient);
});

test("settings: the link is renewed, a function disabled and enabled again, and deleted by its name", async ({ signedIn: page }) => {
  const name = `settings-${Date.now()}`;
  const link = await addEndpoint(page, name, "export default () => 7;\n");
  const status = async (address: string) => (await call(address)).status;
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Renew link" }).click();
  await page.getByRole("button", { name: "Make a new link" }).click();
  const { link: renewed } = await takeLink(page, "The link is renewed");
  expect([await status(link), await status(renewed)]).toEqual([404, 200]);

  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText("It is disabled:")).toBeVisible();
  expect(await status(renewed)).toBe(404);
  await page.getByRole("link", { name: "Code" }).click();
  await expect(page.getByText("This is version 1. Nothing runs by itself while the function is disabled.")).toBeVisible();
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("main").getByText("Version 1 is published")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("It is active.")).toBeVisible();
  expect(await status(renewed)).toBe(200);

  await page.getByLabel("Mail to").fill("ops@example.org\nnobody");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^must be e-mail addresses/i)).toBeVisible();
  await page.getByLabel("Mail to").fill("ops@example.org");
  await page.getByLabel("Pause after failures in a row").fill("3");
  await page.getByRole("radio", { name: /^An API key/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  expect(await status(renewed)).toBe(404); // without a key
  await page.reload();
  await expect(page.getByLabel("Pause after failures in a row")).toHaveValue("3");
  await expect(page.getByRole("list", { name: "What was done" })).toContainText("Link renewed");
  await expect(page.getByRole("list", { name: "What was done" })).toContainText("Settings changed: protection, whom to mail, when to pause");

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByLabel(/^Type/).fill(name);
  await page.getByRole("button", { name: "Delete the function" }).click();
  await expect(page).toHaveURL(new RegExp(`${list}$`));
  await expect(page.getByRole("table").or(page.getByRole("heading", { name: "No functions yet" }))).not.toContainText(name);

  await page.getByRole("link", { name: "History", exact: true }).click();
  await page.getByLabel("What was done").selectOption("Deleted");
  await expect(page).toHaveURL(/action=delete/);
  await expect(page.getByRole("row", { name })).toContainText("Robin de Vries");
  await page.getByLabel("What was done").selectOption("Everything but runs by hand");
  await expect(page.getByRole("row", { name }).filter({ hasText: "Link renewed" })).toBeVisible();
});

test("a secret that the code asks for is entered, used, and seen by nobody", async ({ signedIn: page }) => {
  const value = `s3cret-${Date.now()}`;
  await addEndpoint(page, `secret-${Date.now()}`, 'export default async function () {\n  const token = await secrets.get("crmToken");\n  console.log("with", token);\n  return token.length;\n}\n');
  await page.getByRole("link", { name: "Secrets" }).click();
  await page.getByRole("button", { name: "Add crmToken" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a secret" });
  await dialog.getByLabel("Allowed hosts").fill("https://crm.example.org");
  await dialog.getByLabel("Value").fill(value);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(/^must be hosts/i)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Allowed hosts").fill("crm.example.org");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("list", { name: "Secrets" })).toContainText("Sent to crm.example.org only");
  await expect(page.getByText("The code asks for")).toBeHidden();

  await page.getByRole("link", { name: "Code" }).click();
  await page.getByRole("button", { name: "Run now" }).click();
  const run = page.getByRole("region", { name: "Run" });
  await expect(run.getByText("with …")).toBeVisible(patient);
  await run.getByRole("tab", { name: "Result" }).click();
  await expect(run.getByRole("tabpanel", { name: "Result" })).toHaveText(String(value.length));
  expect(await page.content()).not.toContain(value);
});

test("a value of the state is deleted, and put back unseen", async ({ signedIn: page }) => {
  await addEndpoint(page, `state-${Date.now()}`, "export default () => 1;\n");
  await page.getByRole("link", { name: "State" }).click();
  await page.getByRole("button", { name: "+ Add" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a value" });
  await dialog.getByLabel("Name").fill("cursor");
  await dialog.getByLabel("Value").fill('{ "revision": 12 }');
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Delete cursor" }).click();
  await expect(page.getByRole("heading", { name: "Nothing is remembered" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "View and edit cursor" }).click();
  await expect(page.getByRole("dialog", { name: "cursor" }).getByLabel("Value")).toHaveValue(/"revision": 12/);
});

test("a lost connection takes no page away: what was pressed says so, and works once it is back", async ({ signedIn: page }) => {
  await addEndpoint(page, `lost-${Date.now()}`, "export default () => 1;\n");
  await write(page, await editor(page), "export default () => 2;\n");
  await page.keyboard.press("Control+s");
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog", { name: /^Publish version/ });
  await dialog.getByLabel("Note").fill("While the line was cut");
  await page.context().setOffline(true);
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(dialog.getByText("Visit did not answer.")).toBeVisible();
  await page.context().setOffline(false);
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByText("It is active.")).toBeVisible();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText("Not disabled")).toBeVisible();
  await page.getByRole("button", { name: "Renew link" }).click();
  await page.getByRole("button", { name: "Make a new link" }).click();
  await expect(page.getByRole("dialog", { name: "Renew the link" }).getByText("Visit did not answer.")).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Make a new link" }).click();
  await takeLink(page, "The link is renewed");
});

test("a member finds nothing there", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL });
  await signIn(page, demo.memberEmail, demo.memberPassword);
  await page.waitForURL("**/home");
  await alive(page);
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Advanced" })).toHaveCount(0);
  const task = `${list}/demobackgtask`;
  for (const address of [list, `${list}/new`, `${list}/history`, ...["", "/runs", "/versions", "/settings", "/secrets", "/state"].map((part) => `${task}${part}`)]) {
    expect((await page.request.get(address)).status(), address).toBe(404);
  }
  await page.close();
});

/** Makes and publishes an endpoint function, and stays in its editor. @returns its link */
async function addEndpoint(page: Page, key: string, code: string): Promise<string> {
  await page.goto(`${list}/new`);
  await page.getByLabel("Name", { exact: true }).fill(key);
  await page.getByLabel("Function", { exact: true }).selectOption("Endpoint function");
  await page.getByLabel("Key", { exact: true }).fill(key);
  await page.getByLabel("API key").selectOption("Functions of the demo");
  await page.getByRole("button", { name: "Save" }).click();
  const { link } = await takeLink(page, "The endpoint function is made");
  await write(page, await editor(page), code);
  await publish(page, "First");
  return link;
}

/** Runs what is in the editor. @returns what it gave back */
async function runNow(page: Page): Promise<string> {
  const run = page.getByRole("region", { name: "Run" });
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(run.getByText("Succeeded")).toBeVisible(patient);
  await run.getByRole("tab", { name: "Result" }).click();
  return run.getByRole("tabpanel", { name: "Result" }).innerText();
}

/** Copies the link that is shown once, and the command to try it with, and leaves. */
async function takeLink(page: Page, title: string): Promise<{ link: string; command: string }> {
  const dialog = page.getByRole("dialog", { name: title });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = async (button: string) => {
    await dialog.getByRole("button", { name: button }).click();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const command = await copied("Copy command");
  const link = await copied("Copy link");
  expect(link).toBe((await dialog.getByRole("group", { name: "Link" }).innerText()).trim());
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return { link, command };
}

/** As other software calls it: no browser, no session. */
async function call(link: string, sent: object = {}): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(link, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(sent) });
  return { status: answer.status, body: await answer.json() };
}
