import { demo, expect, test } from "./fixtures";
import { runningEvent } from "./pages";

// test/security.test.ts asks the server everything it can be asked; here a real browser says what it would run.

declare global {
  interface Window {
    hit?: boolean;
  }
}

const hostile = '<script>window.hit=true</script>"><img src=x onerror="window.hit=true"><svg onload="window.hit=true">';

test("a visitor named like a script runs nowhere", async ({ signedIn: page, request }) => {
  const event = await runningEvent(request);
  const email = `mallory-${Date.now()}@evil.example`;
  const answer = await request.post(`/create/v2/visitors/${event.id}`, {
    headers: { authorization: `Bearer ${demo.apiKey}` },
    data: { registrationState: "invited", contact: { firstName: hostile, lastName: hostile, companyName: hostile, email }, tags: ["<img src=x onerror=hit=true>"] },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { id }: { id: string } = await answer.json();
  for (const path of ["", "/visitors", `/visitors?q=${encodeURIComponent(email)}`, `/visitors/${id}`, `/visitors/${id}/edit`]) {
    await page.goto(`/events/${event.id}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle").catch(() => undefined); // a live page never is
    expect(await page.evaluate(() => window.hit), path).toBeUndefined();
  }
});

test("a script that got into a page all the same is not run", async ({ signedIn: page }) => {
  const refused: string[] = [];
  page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  await page.goto("/home");
  await page.evaluate((html) => {
    document.body.insertAdjacentHTML("beforeend", html);
    const script = document.createElement("div");
    script.setAttribute("onclick", "window.hit=true");
    document.body.append(script);
    script.click();
  }, hostile);
  await expect.poll(() => refused.filter((text) => text.includes("Content Security Policy")).length).toBeGreaterThan(0);
  expect(await page.evaluate(() => window.hit)).toBeUndefined();
});

test("no other site can put a page of ours into a frame", async ({ request }) => {
  const headers = (await request.get("/sign-in")).headers();
  expect([headers["x-frame-options"], headers["content-security-policy"]]).toEqual(["DENY", expect.stringContaining("frame-ancestors 'none'")]);
});
