import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { DEMO_PASSWORD } from "./fixtures/accounts";
import { type Guarded, startGuarded } from "./fixtures/guarded-server";
import { expect, test } from "./fixtures/server";
import { signInAs } from "./fixtures/sessions";

/** The ways in as people see them, with a real issuer, a real mail server and a real authenticator's sums. */
test.use({ world: "empty" });

let site: Guarded;
test.beforeAll(async () => {
  site = await startGuarded();
});
test.afterAll(() => site.end());

async function withPassword(page: Page, email: string) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function faultless(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

/** Sets codes up on the page that is open, as somebody who types the secret. */
async function setUpCodes(page: Page): Promise<{ totp: TOTP; recovery: string[] }> {
  await page.getByRole("button", { name: "Set up one-time codes" }).click();
  const words = await page.getByText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText();
  const totp = new TOTP({ secret: Secret.fromBase32(words.replaceAll(" ", "")) });
  await faultless(page);
  await page.getByLabel("One-time code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Turn codes on" }).click();
  await expect(page.getByText("This code is not right")).toBeVisible();
  await page.getByLabel("One-time code", { exact: true }).fill(totp.generate({ timestamp: Date.now() - 30_000 }));
  await page.getByRole("button", { name: "Turn codes on" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeFocused();
  const recovery = await page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem").allInnerTexts();
  expect(recovery).toHaveLength(10);
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save as a file" }).click();
  const kept = await readFile(await (await saved).path(), "utf8");
  for (const code of recovery) expect(kept).toContain(code);
  await page.getByRole("button", { name: "I have kept them" }).click();
  return { totp, recovery };
}

test("single sign-on stands first, leads in, and out of it with a sentence", async ({ page }) => {
  await page.goto(`${site.url}/sign-in?next=/briefs`);
  await faultless(page);
  site.issuer.present(null);
  await page.getByRole("button", { name: "Continue with single sign-on" }).click();
  await expect(page.getByText("The single sign-on did not let you through.")).toBeVisible();
  site.issuer.present("kim", { email: "kim@desk.example", name: "Kim Lee", groups: ["desk-asia"] });
  await page.goto(`${site.url}/sign-in?next=/briefs`);
  await page.getByRole("button", { name: "Continue with single sign-on" }).click();
  await page.waitForURL("**/briefs");
  await expect(page.getByRole("link", { name: "Kim Lee" })).toBeVisible();
  await page.goto(`${site.url}/account`);
  await expect(page.getByText("by single sign-on")).toBeVisible();
  await page.getByRole("link", { name: "Sign out", exact: true }).click();
  await page.waitForURL("**/sign-in");
});

test("a letter's link signs in without any script", async ({ browser }) => {
  const { email, name } = await site.person("Without Script");
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/sign-in?next=/account");
  await page.getByRole("link", { name: "E-mail me a link instead" }).click();
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("button", { name: "E-mail me a link" }).click();
  await expect(page.getByText("a letter with a link is on its way")).toBeVisible();
  await page.goto(await site.mail.linkTo(email));
  await expect(page.getByText(`As ${email}.`)).toBeVisible();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/account");
  await expect(page.getByRole("link", { name })).toBeVisible();
  await context.clearCookies();
  await page.goto("/sign-in");
  await withPassword(page, email);
  await expect(page.getByRole("link", { name })).toBeVisible();
  await context.close();
});

test("with one-time codes a password asks for one more step; each code and each recovery code leads in once", async ({
  browser,
  page,
}) => {
  const coded = await site.person("Coded Person");
  await signInAs(page.context(), site.url, coded);
  await page.goto(`${site.url}/account`);
  const { totp, recovery } = await setUpCodes(page);
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

  const second = await (await browser.newContext({ baseURL: site.url })).newPage();
  await second.goto("/sign-in?next=/account");
  await withPassword(second, coded.email);
  const asked = second.getByLabel("One-time code");
  await expect(asked).toBeFocused();
  await expect(asked).toHaveAttribute("autocomplete", "one-time-code");
  await expect(asked).toHaveAttribute("inputmode", "numeric");
  await faultless(second);
  const code = totp.generate();
  await asked.fill(code);
  await second.getByRole("button", { name: "Sign in", exact: true }).click();
  await second.waitForURL("**/account");

  const another = await (await browser.newContext({ baseURL: site.url })).newPage();
  await another.goto("/sign-in?next=/account");
  await withPassword(another, coded.email);
  const field = another.getByLabel("One-time code");
  await field.fill(code);
  await another.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(another.getByText("has been used already")).toBeVisible();
  await another.getByRole("button", { name: "Use a recovery code instead" }).click();
  const instead = another.getByLabel("Recovery code");
  await expect(instead).toBeFocused();
  await instead.fill(recovery[0]?.toLowerCase() ?? "");
  await another.getByRole("button", { name: "Sign in", exact: true }).click();
  await another.waitForURL("**/account");
  await expect(another.getByText("9 recovery codes are left.")).toBeVisible();

  // Of the sessions that are open now, this one ends the others.
  await another.getByRole("button", { name: "Sign out the others" }).click();
  await expect(another.getByRole("list", { name: "Your sessions" }).getByRole("listitem")).toHaveCount(1);
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in/);
  for (const each of [second, another]) await each.context().close();
});

test("administrators who have to use codes are led to them before anything else", async ({ page }) => {
  const admin = await site.person("Strict Admin", "ADMIN");
  await signInAs(page.context(), site.url, admin);
  await page.goto(`${site.url}/admin`);
  await page.getByRole("button", { name: "Require them of administrators" }).click();
  await page.waitForURL("**/codes");
  for (const path of ["/", "/admin", "/account", "/briefs"]) {
    await page.goto(site.url + path);
    await expect(page).toHaveURL(/\/codes$/);
  }
  expect((await page.request.get(`${site.url}/api/trpc/user.sessions?input={}`)).status()).toBe(403);
  await setUpCodes(page);
  await page.waitForURL(`${site.url}/`);
  await page.goto(`${site.url}/admin`);
  await page.getByRole("button", { name: "Leave it to each administrator" }).click();
  await expect(page.getByText("Administrators may use one-time codes.")).toBeVisible();
});
