import type { Page } from "@playwright/test";
import { demo, expect, expectAccessible, signIn, test } from "./fixtures";

/** The id of an event that is still to come or running, by its card. */
async function eventOf(page: Page): Promise<string> {
  await page.goto("/home");
  const href = await page.getByRole("region", { name: "Coming up" }).getByRole("link").first().getAttribute("href");
  return href?.split("/")[2] ?? "";
}

/** Adds somebody by hand, and stays on the page of whom was added. */
async function addVisitor(page: Page, eventId: string, who: { firstName: string; lastName: string; email: string; state?: string }): Promise<void> {
  await page.goto(`/events/${eventId}/visitors/new`);
  await page.getByLabel("First name").fill(who.firstName);
  await page.getByLabel("Last name").fill(who.lastName);
  await page.getByLabel("E-mail", { exact: true }).fill(who.email);
  await page.getByLabel("State", { exact: true }).selectOption(who.state ?? "invited");
  await page.getByRole("button", { name: "Add visitor" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${who.firstName} ${who.lastName}` })).toBeVisible();
}

const address = (name: string) => `${name}.${Date.now()}@e2e.example`;

test("somebody is invited by hand, changed, and the history says who did what", async ({ signedIn: page }) => {
  const eventId = await eventOf(page);
  await addVisitor(page, eventId, { firstName: "Ada", lastName: "Byron", email: address("ada") });
  await expect(page.getByRole("region", { name: "Badge" }).getByText("Only who is registered has a badge")).toBeVisible();

  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Company").fill("Engine <b>& Sons</b>");
  await page.getByLabel("Tags").fill("vip");
  await page.getByLabel("Tags").press("Enter");
  await page.getByRole("button", { name: "Save" }).click();

  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem").filter({ hasText: "Company: Engine <b>& Sons</b>" }).first()).toContainText("changed");
  await expect(history.getByRole("listitem").filter({ hasText: "added this" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Registration" }).getByText("vip")).toBeVisible();
  await expectAccessible(page);
});

test("only the states that may follow are offered, and a refusal names what is missing", async ({ signedIn: page }) => {
  await addVisitor(page, await eventOf(page), { firstName: "Noor", lastName: "Dijk", email: address("noor") });
  await page.getByRole("button", { name: "Change state" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["Incomplete", "Pending confirmation", "Registered", "Cancelled"]);
  await page.getByRole("menuitem", { name: "Cancelled" }).click();
  await expect(page.getByText("The state is now: Cancelled")).toBeVisible();
  await page.getByRole("button", { name: "Change state" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["Invited", "Registered"]);
  await page.getByRole("menuitem", { name: "Registered" }).click();
  await expect(page.getByText(/\S+ must be answered before the visitor can be registered\.$/)).toBeVisible();
});

test("a wrong e-mail address is told at its field, and nothing typed is lost", async ({ signedIn: page }) => {
  await page.goto(`/events/${await eventOf(page)}/visitors/new`);
  await page.getByLabel("First name").fill("Ada");
  await page.getByLabel("E-mail", { exact: true }).fill("nobody");
  await page.getByRole("button", { name: "Add visitor" }).click();
  await expect(page.getByLabel("E-mail", { exact: true })).toHaveAccessibleDescription(/must be an e-mail address/i);
  await expect(page.getByLabel("E-mail", { exact: true })).toBeFocused();
  await expect(page.getByLabel("First name")).toHaveValue("Ada");
  await expectAccessible(page);
});

test("without a connection nothing typed is lost, and it is sent once there is one again", async ({ signedIn: page }) => {
  await page.goto(`/events/${await eventOf(page)}/visitors/new`);
  await page.getByLabel("First name").fill("Lotte");
  await page.getByLabel("Last name").fill("Kabel");
  await page.getByLabel("E-mail", { exact: true }).fill(address("lotte"));
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Add visitor" }).click();
  await expect(page.getByText("Visit did not answer. What you typed is still here: try again in a moment.")).toBeVisible();
  await expect(page.getByLabel("Last name")).toHaveValue("Kabel");
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Add visitor" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lotte Kabel" })).toBeVisible();
});

test("of two who edit at once the second is shown what changed, and nothing is lost", async ({ signedIn: page, request, baseURL }) => {
  const eventId = await eventOf(page);
  await addVisitor(page, eventId, { firstName: "Wim", lastName: "Race", email: address("wim") });
  const visitorId = page.url().split("/").at(-1) ?? "";
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Company").fill("Mine");
  const headers = { authorization: `Bearer ${demo.apiKey}` };
  const other = await request.put(`${baseURL}/create/v2/visitors/${eventId}/${visitorId}`, { headers, data: { contact: { company: "Theirs", jobFunction: "Buyer" } } });
  expect(other.status()).toBe(200);

  await page.getByRole("button", { name: "Save" }).click();
  const told = page.getByRole("alert").filter({ hasText: "saved something else while you were typing" });
  await expect(told).toContainText("Company was empty and is now “Theirs”. You typed “Mine”, which will replace it.");
  await expect(page.getByLabel("Function")).toHaveValue("Buyer");
  await expect(page.getByLabel("Company")).toHaveValue("Mine");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Save again" }).click();
  const contact = page.getByRole("region", { name: "Contact" });
  await expect(contact.getByText("Mine")).toBeVisible();
  await expect(contact.getByText("Buyer")).toBeVisible();
});

test("a registered visitor has a badge, and a deleted one leaves a tombstone", async ({ signedIn: page, request, baseURL }) => {
  const headers = { authorization: `Bearer ${demo.apiKey}` };
  const eventId = await eventOf(page);
  const listed = await request.get(`${baseURL}/create/v2/visitors/${eventId}?registrationStates=registered&showDeleted=false&limit=100`, { headers });
  const visitors: { id: string; badge: { code: string } }[] = await listed.json();
  const { id, badge } = visitors.at(-1) ?? { id: "", badge: { code: "" } };
  await page.goto(`/events/${eventId}/visitors/${id}`);
  await expect(page.getByRole("img", { name: `QR code of the badge: ${badge.code}` })).toBeVisible();

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete the visitor" }).click();
  await page.waitForURL(`**/events/${eventId}/visitors`);
  expect((await request.get(`${baseURL}/create/v2/visitors/${eventId}/${id}`, { headers })).status()).toBe(404);

  await page.goto(`/events/${eventId}/visitors/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Deleted visitor" })).toBeVisible();
  await expect(page.getByRole("region", { name: "History" }).getByText("deleted this")).toBeVisible();
  expect((await page.goto(`/events/${eventId}/visitors/${id}/edit`))?.ok()).toBeTruthy();
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
});

test("there is no visitor of another event, and none at all, at an address", async ({ page }) => {
  await signIn(page, demo.email, demo.password);
  await page.waitForURL("**/home");
  const answer = await page.goto(`/events/${await eventOf(page)}/visitors/0000000000000`);
  expect(answer?.status()).toBe(404);
});
