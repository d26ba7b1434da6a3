import type { Page } from "@playwright/test";
import { editorOf, enter, opened, savedOn, scenarioPath } from "./fixtures/rationale-page";
import { expect, test } from "./fixtures/server";

/** Scenarios of the demo: one with a rationale, and those without. */
const WRITTEN = "technology";
const UNWRITTEN = { together: "answer", toolbar: "bridge", silent: "referral", offline: "fallback" };

test("two people write at once: both see both, under their names, saved, and still there after a reload", async ({
  browser,
  server,
}) => {
  const [first, second] = await Promise.all([
    enter(browser, server.url, "analyst1"),
    enter(browser, server.url, "analyst2"),
  ]);
  const path = await scenarioPath(server.databaseUrl, UNWRITTEN.together);
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
  const page = await opened(context, await scenarioPath(server.databaseUrl, UNWRITTEN.toolbar));
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

  // A table without a pointer: from the text to the toolbar and back, through its cells, one row more.
  await editor.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+F10");
  await page.keyboard.press("Home");
  for (let step = 0; step < 8; step += 1) await page.keyboard.press("ArrowRight");
  await expect(toolbar.getByRole("button", { name: "Table" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(editor.locator("th")).toHaveCount(3);
  await page.keyboard.type("Sign");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Seen");
  await expect(editor.locator("th").nth(1)).toHaveText("Seen");
  await page.keyboard.press("Alt+F10");
  const table = page.getByRole("toolbar", { name: "Table" });
  await expect(table.getByRole("button", { name: "Row above" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(editor.locator("tr")).toHaveCount(4);
  await toolbar.getByRole("button", { name: "Undo" }).click();
  await expect(editor.locator("tr")).toHaveCount(3);
  await expect(savedOn(page)).toBeVisible();
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
  await page.goto(await scenarioPath(server.databaseUrl, UNWRITTEN.silent));
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
  const path = await scenarioPath(server.databaseUrl, WRITTEN);
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

test("what is typed without a connection outlasts a reload, is saved on return, and leaves the device with its reader", async ({
  browser,
  server,
}) => {
  const [writer, reader] = await Promise.all([
    enter(browser, server.url, "analyst6"),
    enter(browser, server.url, "observer"),
  ]);
  const path = await scenarioPath(server.databaseUrl, UNWRITTEN.offline);
  let away = false;
  const page = await writer.newPage();
  const open = new Set<() => void>();
  await page.routeWebSocket(/\/collab$/, (socket) => {
    if (away) return void socket.close();
    socket.connectToServer();
    open.add(() => void socket.close());
  });
  await page.goto(path);
  await editorOf(page).click();
  await page.keyboard.insertText("Before the tunnel. ");
  await expect(savedOn(page)).toContainText(/^Saved \d/);
  const before = await keptOn(page);

  away = true;
  for (const close of open) close();
  await writer.setOffline(true);
  await page.keyboard.insertText("In the tunnel.");
  await expect(page.locator('[data-save="lost"]')).toHaveText("Offline – kept on this device");
  await expect.poll(() => keptOn(page)).toBeGreaterThan(before);
  await writer.setOffline(false);
  await page.reload();
  await expect(editorOf(page)).toContainText("Before the tunnel. In the tunnel.");
  await expect(page.locator('[data-save="lost"]')).toHaveText("Not saved – retrying");

  away = false;
  await expect(savedOn(page)).toBeVisible();
  await expect(editorOf(page)).toHaveText("Before the tunnel. In the tunnel.");
  await expect(editorOf(await opened(reader, path))).toHaveText("Before the tunnel. In the tunnel.");

  await page.getByText("Analyst 6").first().click();
  await page.getByRole("link", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await Promise.all([writer.close(), reader.close()]);
});

test("without script the page has the text", async ({ browser, server }) => {
  const signedIn = await enter(browser, server.url, "observer");
  const context = await browser.newContext({
    baseURL: server.url,
    javaScriptEnabled: false,
    storageState: await signedIn.storageState(),
  });
  const page = await opened(context, await scenarioPath(server.databaseUrl, WRITTEN));
  const rationale = page.getByRole("region", { name: "Rationale" });
  await expect(rationale).toContainText("The question turns on what governments say");
  await expect(rationale.getByRole("heading", { name: "What would change our mind" })).toBeVisible();
  await expect(rationale.getByRole("listitem").first()).toContainText("Pyongyang asks for");
  await Promise.all([signedIn.close(), context.close()]);
});

/** How many pieces of the text this device keeps. */
function keptOn(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const [{ name = "" } = {}] = await indexedDB.databases();
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => request.addEventListener("success", () => resolve(request.result)));
    const database = await result(indexedDB.open(name));
    const count = await result(database.transaction("updates").objectStore("updates").count());
    database.close();
    return count;
  });
}
