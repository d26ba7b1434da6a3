import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures/server";

/** From an empty server to a team with people in it, by links alone; and out again. The tests build on each other. */
test.use({ world: "unclaimed" });
test.describe.configure({ mode: "serial" });

const ADMIN = { name: "Ada Admin", email: "ada@desk.example", password: "plain words for the first" };
const ANALYST = { name: "Ben Analyst", email: "ben@desk.example", password: "plain words for the second" };

async function newPage(browser: Browser, baseURL: string): Promise<Page> {
  return (await browser.newContext({ baseURL })).newPage();
}

async function fillAccount(page: Page, account: typeof ADMIN) {
  await page.getByLabel("Your name").fill(account.name);
  await page.getByLabel("E-mail").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
}

async function signIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

let setUpLink: string;
let invitation: string;

test("the printed set-up link makes the first administrator, once", async ({ page, server }) => {
  setUpLink = /http\S+\/set-up\/\S+/.exec(server.output())?.[0] ?? "";
  await page.goto("/sign-in");
  await expect(page.getByText("Nobody has an account here yet.")).toBeVisible();
  await page.goto(setUpLink);
  await fillAccount(page, { ...ADMIN, password: "short" });
  await page.getByRole("button", { name: "Make the first account" }).click();
  await expect(page.getByText("A password has at least 10 characters.")).toBeVisible();
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.getByRole("button", { name: "Make the first account" }).click();
  await page.waitForURL("/");
  await expect(page.getByRole("link", { name: ADMIN.name })).toBeVisible();
  const session = (await page.context().cookies()).find(({ name }) => name.endsWith("session-token"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await page.goto(setUpLink);
  await expect(page.getByText("This link has been used.")).toBeVisible();
});

test("a wrong password and an unknown address get one answer; the right one leads where one wanted to go", async ({
  page,
}) => {
  await page.goto("/admin/audit?action=user.set_up");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fadmin%2Faudit%3Faction%3Duser.set_up$/);
  const answer = page.getByText("do not belong together");
  await signIn(page, { ...ADMIN, password: "not the password" });
  await expect(answer).toBeVisible();
  await signIn(page, { email: "nobody@desk.example", password: ADMIN.password });
  await expect(answer).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, ADMIN);
  await page.waitForURL("/admin/audit?action=user.set_up");
  await expect(page.getByRole("cell", { name: "user.set_up" })).toBeVisible();
});

test("the way back never leads to another site", async ({ page, server }) => {
  await page.goto("/sign-in?next=//elsewhere.example/");
  await signIn(page, ADMIN);
  await page.waitForURL("/");
  expect(new URL(page.url()).origin).toBe(new URL(server.url).origin);
});

test("an administrator makes a team and invites into it; the invited person gets in, once", async ({
  browser,
  page,
  server,
}) => {
  await page.goto("/sign-in?next=/admin/teams");
  await signIn(page, ADMIN);
  await page.getByLabel("Name of the team").fill("Asia desk");
  await page.getByRole("button", { name: "Make the team" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Asia desk" })).toBeVisible();
  await page.getByRole("button", { name: "Make an invitation" }).click();
  invitation = await page.getByLabel("Invitation link").inputValue();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: /^Withdraw the invitation/ })).toBeVisible();

  const visitor = await newPage(browser, server.url);
  await visitor.goto(invitation);
  await expect(visitor.getByText("Ada Admin invites you to Asia desk as a forecaster.")).toBeVisible();
  await fillAccount(visitor, ANALYST);
  await visitor.getByRole("button", { name: "Accept the invitation" }).click();
  await visitor.waitForURL("/");
  await expect(visitor.getByRole("link", { name: ANALYST.name })).toBeVisible();
  expect((await visitor.goto("/admin"))?.status()).toBe(404);
  await visitor.context().close();

  const another = await newPage(browser, server.url);
  await another.goto(invitation);
  await expect(another.getByText("This link has been used.")).toBeVisible();
  await another.context().close();
  await page.reload();
  await expect(page.getByText("taken by Ben Analyst")).toBeVisible();
});

test("a withdrawn invitation opens nothing", async ({ browser, page, server }) => {
  await page.goto("/sign-in?next=/admin/invitations");
  await signIn(page, ADMIN);
  await page.getByRole("button", { name: "Make an invitation" }).click();
  const link = await page.getByLabel("Invitation link").inputValue();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: /^Withdraw the invitation/ }).click();
  await expect(page.getByText("withdrawn")).toBeVisible();
  const visitor = await newPage(browser, server.url);
  await visitor.goto(link);
  await expect(visitor.getByText("This link was withdrawn.")).toBeVisible();
  await visitor.context().close();
});

test("a reset handed over ends the old sessions at their next request", async ({ browser, page, server }) => {
  const analyst = await newPage(browser, server.url);
  await analyst.goto("/sign-in?next=/account");
  await signIn(analyst, ANALYST);
  await analyst.waitForURL("/account");

  await page.goto("/sign-in?next=/admin");
  await signIn(page, ADMIN);
  await page.getByRole("button", { name: `Reset link for ${ANALYST.name}` }).click();
  const link = await page.getByLabel("Reset link", { exact: true }).inputValue();

  const elsewhere = await newPage(browser, server.url);
  await elsewhere.goto(link);
  await elsewhere.getByLabel("New password", { exact: true }).fill("plain words for the third");
  await elsewhere.getByRole("button", { name: "Set the password" }).click();
  await elsewhere.waitForURL("/");

  await analyst.reload();
  await expect(analyst).toHaveURL(/\/sign-in\?next=%2Faccount$/);
  await signIn(analyst, ANALYST);
  await expect(analyst.getByText("do not belong together")).toBeVisible();
  await signIn(analyst, { ...ANALYST, password: "plain words for the third" });
  await analyst.waitForURL("/account");
  await analyst.context().close();
  await elsewhere.context().close();
});

test("signing out ends this session, signing out everywhere all of them", async ({ browser, page, server }) => {
  const other = await newPage(browser, server.url);
  for (const each of [page, other]) {
    await each.goto("/sign-in?next=/account");
    await signIn(each, ADMIN);
    await each.waitForURL("/account");
  }
  await page.getByRole("link", { name: "Sign out", exact: true }).click();
  await page.waitForURL("/sign-in");
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in/);

  await signIn(page, ADMIN);
  await page.waitForURL("/account");
  await other.reload();
  await other.getByRole("button", { name: "Sign out everywhere" }).click();
  await other.waitForURL("/sign-in");
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in/);
  await other.context().close();
});

test("the last administrator cannot be demoted, and the page says why", async ({ page }) => {
  await page.goto("/sign-in?next=/admin");
  await signIn(page, ADMIN);
  await page.getByLabel(`Role of ${ADMIN.name}`).selectOption("member");
  await page.getByRole("button", { name: `Make ${ADMIN.name} a member` }).click();
  await expect(page.getByText("This is the last administrator.")).toBeVisible();
  await expect(page.getByLabel(`Role of ${ADMIN.name}`)).toHaveValue("ADMIN");
});
