import type { Page } from "@playwright/test";
import { editorOf, enter, opened, savedOn, scenarioPath } from "./fixtures/rationale-page";
import { expect, test } from "./fixtures/server";

/** Scenarios of the demo: one whose text has a history, one with a text of another day, and one of another team without any. */
const REVISED = "distance";
const WRITTEN = "visit";
const UNWRITTEN = "price";

async function write(page: Page, words: string): Promise<void> {
  await expect(editorOf(page)).toBeVisible();
  await editorOf(page).click();
  await page.keyboard.press("Control+End");
  await editorOf(page).pressSequentially(words);
  await expect(savedOn(page)).toContainText(/^Saved \d\d:\d\d$/);
}

test("a version is named, compared with who wrote what, restored into everybody's editor, and undone", async ({
  browser,
  server,
}) => {
  const [first, second] = await Promise.all([
    enter(browser, server.url, "analyst1"),
    enter(browser, server.url, "analyst2"),
  ]);
  const path = await scenarioPath(server.databaseUrl, WRITTEN);
  const [one, two] = await Promise.all([opened(first, path), opened(second, path)]);
  await write(one, " The grain has a way around.");
  await one.getByRole("button", { name: "Name this version" }).click();
  const dialog = one.getByRole("dialog", { name: "Name this version" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Before the hearing");
  await dialog.getByRole("button", { name: "Name it" }).click();
  await expect(one.getByText("Version named")).toBeVisible();

  await write(two, " The port has none.");
  await expect(editorOf(one)).toContainText("The port has none.");

  await two.getByRole("link", { name: "Versions" }).click();
  await expect(two.getByRole("heading", { level: 1, name: "Versions of the rationale" })).toBeVisible();
  const named = two.getByRole("listitem").filter({ hasText: "Before the hearing" });
  await expect(named).toContainText("Analyst 1");
  const before = two.getByRole("listitem").filter({ hasText: "Before the first edit of a day" });
  await expect(before).toContainText("taken automatically");
  await named.getByRole("link", { name: "with now" }).click();
  await expect(two.getByRole("list", { name: "What changed" })).toHaveText("Analyst 2 added 4 words.");
  const added = two.locator("ins");
  await expect(added).toContainText("The port has none.");
  await expect(added).toContainText("added by Analyst 2");
  await expect(added).toHaveAttribute("title", /^added by Analyst 2, \d+ \w+ \d{4}, \d\d:\d\d$/);

  await two.getByRole("button", { name: /^Restore version \d, Before the hearing$/ }).click();
  await expect(editorOf(one)).not.toContainText("The port has none.");
  await expect(editorOf(one)).toContainText("The grain has a way around.");
  await two.getByRole("link", { name: "All versions" }).click();
  await two.getByRole("button", { name: /^Undo restore version \d$/ }).click();
  await expect(editorOf(one)).toContainText("The port has none.");
  await expect(savedOn(one)).toBeVisible();
  await expect(two.getByRole("listitem").filter({ hasText: /Restored version \d/ })).toContainText([
    "Analyst 2",
    "Analyst 2",
  ]);
  await expect(two.getByRole("listitem").filter({ hasText: "Before a restoration" })).toHaveCount(2);
  await Promise.all([first.close(), second.close()]);
});

test("the text as of an instant is a link that an observer opens, also without script", async ({ browser, server }) => {
  const context = await enter(browser, server.url, "observer");
  const page = await opened(context, `${await scenarioPath(server.databaseUrl, REVISED)}/rationale`);
  const field = page.getByLabel("Show this page as of");
  const then = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 16);
  await field.fill(then);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\?at=\d{4}-\d\d-\d\dT/);
  await expect(page.getByText("You are reading the text as of")).toBeVisible();
  await expect(page.getByText("Trade over the Yalu goes on")).toBeVisible();
  await expect(page.getByText("grew all spring")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Restore/ })).toHaveCount(0);

  const plain = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  await plain.addCookies(await context.cookies());
  const still = await opened(plain, page.url());
  await expect(still.getByText("Trade over the Yalu goes on")).toBeVisible();
  await still.getByRole("link", { name: "Compare with now" }).click();
  const summary = still.getByRole("list", { name: "What changed" });
  await expect(summary).toContainText(/Analyst 3 added \d+ words/);
  await expect(summary).toContainText(/Desk lead/);
  await expect(summary).toContainText("1 block was moved.");
  await Promise.all([context.close(), plain.close()]);
});

test("an admin removes the history: open editors begin anew, words not yet saved are left to be copied", async ({
  browser,
  server,
}) => {
  const [writer, other] = await Promise.all([
    enter(browser, server.url, "outsider"),
    enter(browser, server.url, "admin"),
  ]);
  const path = await scenarioPath(server.databaseUrl, UNWRITTEN);
  let away = false;
  const open = new Set<() => void>();
  const page = await writer.newPage();
  await page.routeWebSocket(/\/collab$/, (socket) => {
    if (away) return void socket.close();
    socket.connectToServer();
    open.add(() => void socket.close());
  });
  await page.goto(path);
  await write(page, "Our source in Zweisimmen says so.");
  for (let letter = 0; letter < "in Zweisimmen says so.".length; letter += 1) await page.keyboard.press("Backspace");
  await editorOf(page).pressSequentially("says so.");
  await expect(savedOn(page)).toContainText(/^Saved \d\d:\d\d$/);
  away = true;
  for (const close of open) close();
  await editorOf(page).pressSequentially(" Typed on a train.");
  await expect(page.locator('[data-save="lost"]')).toHaveText("Not saved – retrying");

  const admin = await opened(other, `${path}/rationale/versions`);
  await admin.getByRole("button", { name: "Remove the history" }).click();
  const dialog = admin.getByRole("dialog", { name: "Remove the history" });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("It named a source.");
  await dialog.getByRole("textbox", { name: "Words that must be gone" }).fill("says so");
  await dialog.getByRole("button", { name: "Remove for good" }).click();
  await expect(dialog.getByText("The text still says “says so”")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Words that must be gone" }).fill("Zweisimmen");
  await dialog.getByRole("button", { name: "Remove for good" }).click();
  await expect(admin.getByRole("listitem").filter({ hasText: "What the removal of history left" })).toBeVisible();

  away = false;
  await expect(page.getByText("An admin removed the history of this rationale while you had it open.")).toBeVisible();
  await expect(page.getByLabel("Words of yours that were not saved")).toHaveValue(" Typed on a train.");
  await expect(editorOf(page)).toHaveText("Our source says so.");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await write(page, " Again.");
  await page.reload();
  await expect(editorOf(page)).toHaveText("Our source says so. Again.");
  const copies = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ""));
  expect(copies.filter((name) => name.startsWith("bellwether:rationale:"))).toHaveLength(1);

  const reader = await opened(writer, `${path}/rationale?at=u1`);
  await expect(reader.getByText("This text was removed.")).toBeVisible();
  await expect(reader.getByText("Text removed by redaction on")).toContainText("by Administrator: It named a source.");
  await Promise.all([writer.close(), other.close()]);
});
