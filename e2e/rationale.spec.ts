import type { Browser, BrowserContext, Page } from "@playwright/test";
import pg from "pg";
import { addressOf } from "#prisma/demo/people";
import { expect, test } from "./fixtures/server";
import { signIn } from "./fixtures/sign-in";

/** Scenarios of the demo: one with a rationale, and those without. */
const WRITTEN = "technology";
const UNWRITTEN = { together: "answer", toolbar: "bridge", silent: "referral" };

async function enter(browser: Browser, url: string, who: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url });
  await signIn(context, url, addressOf(who));
  return context;
}

/** The page of a scenario of the demo, by its name in there. */
async function pathOf(databaseUrl: string, scenario: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(`SELECT "id" FROM "Scenario" WHERE "externalId" = $1`, [scenario]);
  await client.end();
  return `/scenarios/${rows[0].id}`;
}

async function opened(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

const editorOf = (page: Page) => page.getByRole("textbox", { name: "Rationale" });
const savedOn = (page: Page) => page.locator('[data-save="saved"]');

test("two people write at once: both see both, under their names, saved, and still there after a reload", async ({
  browser,
  server,
}) => {
  const [first, second] = await Promise.all([
    enter(browser, server.url, "analyst1"),
    enter(browser, server.url, "analyst2"),
  ]);
  const path = await pathOf(server.databaseUrl, UNWRITTEN.together);
  const [one, two] = await Promise.all([opened(first, path), opened(second, path)]);
  await expect(editorOf(one)).toBeVisible();
  await expect(editorOf(two)).toBeVisible();
  await editorOf(one).click();
  await editorOf(one).pressSequentially("Exercises come before treaties.");
  await expect(editorOf(two)).toContainText("Exercises come before treaties.");
  await editorOf(two).click();
  await two.keyboard.press("Control+End");
  await two.keyboard.press("Enter");
  await Promise.all([
    editorOf(one).pressSequentially(" Navies first.", { delay: 20 }),
    editorOf(two).pressSequentially("Staffs later.", { delay: 20 }),
  ]);
  for (const page of [one, two]) {
    await expect(editorOf(page)).toContainText("Navies first.");
    await expect(editorOf(page)).toContainText("Staffs later.");
    await expect(savedOn(page)).toContainText(/^Saved \d\d:\d\d$/);
  }
  await expect(one.getByRole("list", { name: "Also here" }).getByRole("listitem")).toHaveText(/Analyst 2/);
  await expect(two.getByRole("list", { name: "Also here" }).getByRole("listitem")).toHaveText(/Analyst 1/);
  await expect(one.locator('.caret[data-who="Analyst 2"]')).toBeVisible();
  await expect(two.locator('.caret[data-who="Analyst 1"]')).toBeVisible();

  await one.keyboard.press("Control+z");
  await expect(editorOf(one)).toContainText("Staffs later.");
  await one.reload();
  await expect(editorOf(one)).toContainText("Staffs later.");
  await expect(editorOf(one)).toContainText("Exercises come before treaties.");
  await Promise.all([first.close(), second.close()]);
});

test("formatting and links from the toolbar, by keyboard; a link to a script is refused", async ({
  browser,
  server,
}) => {
  const context = await enter(browser, server.url, "analyst3");
  const page = await opened(context, await pathOf(server.databaseUrl, UNWRITTEN.toolbar));
  const editor = editorOf(page);
  await editor.click();
  await editor.pressSequentially("Watch the port.");
  await page.keyboard.press("Control+a");
  const toolbar = page.getByRole("toolbar", { name: "Text" });
  await toolbar.getByRole("button", { name: "Bold" }).focus();
  await page.keyboard.press("Enter");
  await expect(editor.locator("strong")).toHaveText("Watch the port.");
  await expect(toolbar.getByRole("button", { name: "Bold" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Control+a");
  await toolbar.getByRole("button", { name: "Bold" }).focus();
  await page.keyboard.press("End");
  await expect(toolbar.getByRole("button", { name: "Link" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByLabel("Address").fill("javascript:alert(1)");
  await page.getByRole("button", { name: "Set link" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "web address" })).toBeVisible();
  await page.getByLabel("Address").fill("https://example.org/port");
  await page.getByRole("button", { name: "Set link" }).click();
  await expect(editor.getByRole("link", { name: "Watch the port." })).toHaveAttribute(
    "href",
    "https://example.org/port",
  );
  await context.close();
});

test("what the server has not acknowledged is never called saved", async ({ browser, server }) => {
  const context = await enter(browser, server.url, "analyst4");
  let silent = false;
  const page = await context.newPage();
  await page.routeWebSocket(/\/collab$/, (socket) => {
    const upstream = socket.connectToServer();
    upstream.onMessage((message) => {
      if (!silent) socket.send(message);
    });
  });
  await page.goto(await pathOf(server.databaseUrl, UNWRITTEN.silent));
  await editorOf(page).click();
  await expect(savedOn(page)).toBeVisible();
  silent = true;
  await editorOf(page).pressSequentially("Nobody has confirmed this.");
  await expect(page.locator('[data-save="saving"]')).toHaveText("Saving…");
  await expect(savedOn(page)).toHaveCount(0);
  await context.close();
});

test("an observer reads what is written live and cannot write", async ({ browser, server }) => {
  const [writer, reader] = await Promise.all([
    enter(browser, server.url, "analyst5"),
    enter(browser, server.url, "observer"),
  ]);
  const path = await pathOf(server.databaseUrl, WRITTEN);
  const [writing, reading] = await Promise.all([opened(writer, path), opened(reader, path)]);
  await expect(editorOf(reading)).toHaveAttribute("aria-readonly", "true");
  await expect(reading.getByRole("toolbar")).toHaveCount(0);
  await editorOf(writing).click();
  await writing.keyboard.press("Control+End");
  await editorOf(writing).pressSequentially(" Written while you watch.");
  await expect(editorOf(reading)).toContainText("Written while you watch.");
  await editorOf(reading).click();
  await reading.keyboard.type("not mine to write");
  await expect(editorOf(reading)).not.toContainText("not mine to write");
  await Promise.all([writer.close(), reader.close()]);
});

test("without script the page has the text", async ({ browser, server }) => {
  const signedIn = await enter(browser, server.url, "observer");
  const context = await browser.newContext({
    baseURL: server.url,
    javaScriptEnabled: false,
    storageState: await signedIn.storageState(),
  });
  const page = await opened(context, await pathOf(server.databaseUrl, WRITTEN));
  const rationale = page.getByRole("region", { name: "Rationale" });
  await expect(rationale).toContainText("The question turns on what governments say");
  await expect(rationale.getByRole("heading", { name: "What would change our mind" })).toBeVisible();
  await expect(rationale.getByRole("listitem").first()).toContainText("Pyongyang asks for");
  await Promise.all([signedIn.close(), context.close()]);
});
