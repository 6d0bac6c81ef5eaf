import { type BrowserContext, type Page } from "@playwright/test";
import { editor, patient, publish, write } from "./code";
import { demo, expect, expectAccessible, test } from "./fixtures";

/** The demo's own functions; prisma/seed/functions.ts knows their ids. */
const task = "/organisation/api/advanced/demobackgtask";
const endpoint = "/organisation/api/advanced/demoendpoint1";

test.describe("what can be called is completed, explained and checked", () => {
  test("completion offers the API with its documentation", async ({ signedIn: page }) => {
    const code = await openCode(page, task);
    await code.press("Control+End");
    await page.keyboard.type("visit.visitors.upd");
    await expect(page.getByRole("listbox", { name: "Completions" }).getByRole("option", { name: "update" })).toBeVisible(patient);
    await expect(page.getByText("Change a visitor's registration; members that are not sent stay as they are.")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(code).toContainText("visit.visitors.update");
  });

  test("what does not exist is underlined, with what was probably meant", async ({ signedIn: page }) => {
    const code = await openCode(page, task);
    await write(page, code, "export default async function (event) {\n  return event.sheduledAt;\n}\n");
    const wrong = code.getByText("sheduledAt");
    await expect(wrong).toHaveClass(/cm-lintRange-error/, patient);
    await wrong.hover();
    await expect(page.getByText("Did you mean 'scheduledAt'?").first()).toBeVisible();
  });

  test("the keyboard leaves the code by Escape and Tab", async ({ signedIn: page }) => {
    const code = await openCode(page, task);
    await code.press("Escape");
    await page.keyboard.press("Tab");
    await expect(code).not.toBeFocused();
  });
});

test.describe("one function, written by several", () => {
  test.describe.configure({ mode: "serial" });

  test("a run is followed live, and can be cancelled", async ({ signedIn: page }) => {
    const code = await openCode(page, endpoint);
    await write(page, code, 'export default async function (event) {\n  for (let step = 1; step < 100; step++) {\n    console.log("step", step, event.request.body.email);\n    await new Promise((done) => setTimeout(done, 250));\n  }\n}\n');
    await page.keyboard.press("Control+Enter");
    const run = page.getByRole("region", { name: "Run" });
    await expect(run.getByText("step 1 ada@example.org")).toBeVisible(patient);
    await expect(run.getByText("Running")).toBeVisible();
    await page.getByRole("button", { name: "Cancel run" }).click();
    await expect(run.getByText("Cancelled")).toBeVisible();
    await expect(page.getByRole("button", { name: "Run now" })).toBeVisible();
  });

  test("an error is told at its line, with what the API said", async ({ signedIn: page }) => {
    const code = await openCode(page, endpoint);
    await write(page, code, 'export default async function (event) {\n  const [expo] = await visit.expos.list();\n  await visit.visitors.create(expo.id, { contact: { email: "no address" } });\n}\n');
    await page.getByRole("button", { name: "Run now" }).click();
    const run = page.getByRole("region", { name: "Run" });
    await expect(run.getByText(/^Line 3/)).toBeVisible(patient);
    await expect(run.getByText("contact.email")).toBeVisible();
    await expect(page.locator(".cm-faultLine")).toContainText("visit.visitors.create");
    await run.getByRole("tab", { name: "Calls (2)" }).click();
    await expect(run.getByRole("list", { name: "Calls" }).getByRole("listitem")).toContainText(["GET /expos", "POST /visitors/"]);
    await expectAccessible(page);
  });

  test("a dry run lists what it would write, and writes nothing", async ({ signedIn: page, request }) => {
    const email = `dry.${Date.now()}@e2e.example`;
    const code = await openCode(page, endpoint);
    await write(page, code, `export default async function (event) {\n  const [expo] = await visit.expos.list();\n  const { id } = await visit.visitors.create(expo.id, { contact: { email: "${email}" } });\n  return { expo: expo.id, id };\n}\n`);
    await page.getByRole("button", { name: "Dry run" }).click();
    const run = page.getByRole("region", { name: "Run" });
    await expect(run.getByRole("list", { name: "What it would write" }).getByRole("listitem")).toContainText([email], patient);
    await expect(run.getByText("Succeeded")).toBeVisible();
    await run.getByRole("tab", { name: "Result" }).click();
    const result: { expo: string } = JSON.parse(await run.getByRole("tabpanel", { name: "Result" }).innerText());
    const found = await request.get(`/create/v2/visitors/${result.expo}?email=${email}`, { headers: { authorization: `Bearer ${demo.apiKey}` } });
    expect(await found.json()).toEqual([]);
  });

  test("an event that is no JSON is told at its field, and nothing runs", async ({ signedIn: page }) => {
    await openCode(page, endpoint);
    const run = page.getByRole("region", { name: "Run" });
    await run.getByLabel("Event with its request").fill("{");
    await page.getByRole("button", { name: "Run now" }).click();
    await expect(run.getByText("Must be a JSON object")).toBeVisible();
    await expect(run.getByText("Not run yet")).toBeVisible();
  });

  test("a version is published with a note, compared, and an older one brought back", async ({ signedIn: page }) => {
    const older = `return "older ${Date.now()}";`;
    const newer = older.replace("older", "newer");
    for (const line of [older, newer]) {
      const code = await openCode(page, endpoint);
      await write(page, code, `export default async function () {\n  ${line}\n}\n`);
      await publish(page, `It says: ${line}`);
    }

    await page.getByRole("link", { name: "Versions" }).click();
    const published = page.getByRole("region", { name: "Published" });
    await expect(published.getByRole("listitem").first()).toContainText(`It says: ${newer}`);
    const before = published.getByRole("listitem").filter({ hasText: `It says: ${older}` });
    const number = /Version (\d+)/.exec(await before.innerText())?.[1] ?? "";
    await page.getByLabel("From").selectOption(`Version ${number}`);
    await expect(page.getByRole("textbox", { name: `Version ${number}` })).toContainText(older);
    await page.reload(); // without the messages about what was done, which fade
    await expect(page.getByRole("textbox", { name: "Draft" })).toContainText(newer);
    await expectAccessible(page);

    await before.getByRole("button", { name: "Restore" }).click();
    await page.getByRole("button", { name: "Replace the draft" }).click();
    await expect(page.getByRole("textbox", { name: "Code" })).toContainText(older);
    await expect(page.getByText(/^Draft saved\. Version \d+ runs until this is published\.$/)).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("textbox", { name: "Code" })).toContainText(newer);
    await expect(page.getByText(/^This is version \d+, which runs\.$/)).toBeVisible();
  });

  test("what is not saved is not lost by a link", async ({ signedIn: page }) => {
    const code = await openCode(page, endpoint);
    await code.press("Control+End");
    await page.keyboard.insertText("// not saved");
    await expect(page.getByText("Unsaved changes")).toBeVisible();
    page.once("dialog", (dialog) => void dialog.dismiss());
    await page.getByRole("link", { name: "Versions" }).click();
    await expect(code).toContainText("// not saved");
    await page.keyboard.press("Control+s");
    await expect(page.getByText(/^Draft saved/)).toBeVisible();
    await page.getByRole("link", { name: "Versions" }).click();
    await expect(page).toHaveURL(/\/versions$/);
  });

  test("two who write at once are told, and choose", async ({ signedIn: page }) => {
    const other = await second(page.context());
    const mine = await openCode(page, endpoint);
    const theirs = await openCode(other, endpoint);
    await write(other, theirs, `export default () => "theirs ${Date.now()}";\n`);
    await other.keyboard.press("Control+s");
    await expect(other.getByText(/^Draft saved/)).toBeVisible();

    await write(page, mine, `export default () => "mine ${Date.now()}";\n`);
    await page.keyboard.press("Control+s");
    const dialog = page.getByRole("dialog", { name: /saved other code in the meantime/ });
    await expect(dialog.getByRole("textbox", { name: /^Saved by/ })).toContainText("theirs");
    await expect(dialog.getByRole("textbox", { name: "Yours" })).toContainText("mine");
    await dialog.getByRole("button", { name: "Take theirs" }).click();
    await expect(page.getByRole("textbox", { name: "Code" })).toContainText("theirs");
    await expect(page.getByText("Unsaved changes")).toBeHidden();
    await other.close();
  });
});

/** The code's field, ready for writing. */
async function openCode(page: Page, address: string) {
  await page.goto(address);
  return editor(page);
}

function second(context: BrowserContext): Promise<Page> {
  return context.newPage();
}
