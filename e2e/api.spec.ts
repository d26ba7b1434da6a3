import { expect, test } from "./fixtures/server";
import { signIn } from "./fixtures/sign-in";

/** A token from the browser to the last call with it. */

test("a token is made, shown once, used, revoked, and out within five seconds", async ({ page, server, browser }) => {
  await signIn(page.context(), server.url, "analyst2@demo.example");
  await page.goto("/account");
  const section = page.getByRole("region", { name: "API tokens" }).first();
  const name = `Notebook ${Date.now()}`;
  await expect(section.getByRole("button", { name: "Make a token" })).toBeEnabled();
  await section.getByRole("button", { name: "Make a token" }).click();
  await expect(section.getByText("Say what the token is for.")).toBeVisible();
  await section.getByLabel("Token name").fill(name);
  await section.getByRole("checkbox", { name: /^Forecast/ }).check();
  await expect(section.getByRole("checkbox", { name: /^Read/ })).toBeDisabled();
  await section.getByRole("button", { name: "Make a token" }).click();
  const dialog = page.getByRole("dialog", { name: "A new token" });
  const token = await dialog.getByLabel("API token").inputValue();
  expect(token).toMatch(/^bw_[\w-]{49}$/);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect(await page.content()).not.toContain(token);

  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
  const me = await (await call("/me")).json();
  expect(me).toMatchObject({
    token: { name, scopes: ["read", "forecast"], team: null },
    teams: [{ role: "forecaster" }],
  });
  const [{ team }] = me.teams;
  const { items } = await (await call(`/teams/${team}/questions?state=open&type=binary&limit=1`)).json();
  const said = await call(`/questions/${items[0].id}/forecasts`, {
    method: "POST",
    body: JSON.stringify({ probability: 0.42, low: 0.3, high: 0.55, confidence: 0.8 }),
  });
  expect(said.status).toBe(201);
  await page.goto(`/questions/${items[0].id}`);
  await expect(page.getByText("42 %").first()).toBeVisible();
  expect((await call(`/teams/${team}/briefs`, { method: "POST", body: "{}" })).status).toBe(403);
  // A token opens the REST door alone.
  expect((await call("/../trpc/notice.unread")).status).toBe(401);
  expect(
    (await call(`/../evidence?question=${items[0].id}&name=x.pdf`, { method: "POST", body: "%PDF-" })).status,
  ).toBe(401);
  for (const page of ["/account", "/exchange/export?file=world"]) {
    const answer = await call(`/../..${page}`, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([307, expect.stringMatching(/^\/sign-in/)]);
  }

  const admin = await browser.newContext({ baseURL: server.url });
  await signIn(admin, server.url, "admin@demo.example");
  const office = await admin.newPage();
  await office.goto("/admin/tokens");
  const row = office.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("read, forecast");
  await admin.close();

  await page.goto("/account");
  const began = Date.now();
  await page.getByRole("button", { name: `Revoke the token ${name}` }).click();
  await expect.poll(async () => (await call("/me")).status, { timeout: 5000 }).toBe(401);
  expect(Date.now() - began).toBeLessThan(5000);
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("revoked");
});

test("the API's page is gone through by keys, under a policy that lets nothing run but its own", async ({ page }) => {
  const violations: string[] = [];
  page.on(
    "console",
    (message) => message.text().includes("Content Security Policy") && violations.push(message.text()),
  );
  const answer = await page.goto("/api/v1/docs");
  expect(answer?.headers()["content-security-policy"]).toContain("default-src 'none'");
  await expect(page.getByRole("heading", { name: "The API", level: 1 })).toBeVisible();
  await expect(page.locator("#submitForecast")).toContainText("/questions/{questionId}/forecasts");
  const contents = page.getByRole("navigation", { name: "On this page" });
  await expect(contents.getByRole("status")).toHaveText("Press / to come here.");
  await page.keyboard.press("/");
  await page.keyboard.type("forecasts submit");
  await expect(contents.getByRole("link", { name: /^POST/ })).toHaveText([/Submit forecast/, /Submit together/]);
  await expect(contents.getByRole("status")).toHaveText(/^2 of \d+$/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#submitTogether$/);
  await page.keyboard.press("/");
  await page.keyboard.type("no such thing");
  await expect(contents.getByRole("status")).toHaveText("No operation has these words.");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "OpenAPI 3.1" }).click();
  await expect(page).toHaveURL(/openapi\.json$/);
  expect(violations).toEqual([]);
});

test("the API's page reads without script", async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url });
  const page = await context.newPage();
  await page.goto("/api/v1/docs");
  await expect(page.getByLabel("Find an operation")).toBeHidden();
  await page.getByRole("link", { name: "Submit forecast" }).first().click();
  await expect(page).toHaveURL(/#submitForecast$/);
  await context.close();
});
