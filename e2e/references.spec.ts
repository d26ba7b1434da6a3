import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { editorOf, enter, opened, savedOn, scenarioPath } from "./fixtures/rationale-page";
import { expect, test } from "./fixtures/server";

const SCENARIO = "industry";

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.length}`,
  );

test("a passage, a forecast and a member go in by typing; each reader sees what they may; the member is told", async ({
  browser,
  server,
}) => {
  const [writer, leader, named] = await Promise.all([
    enter(browser, server.url, "analyst1"),
    enter(browser, server.url, "leader"),
    enter(browser, server.url, "observer"),
  ]);
  const path = await scenarioPath(server.databaseUrl, SCENARIO);
  const [page, watching] = await Promise.all([opened(writer, path), opened(leader, path)]);
  const editor = editorOf(page);
  await editor.click();
  await page.keyboard.type("As the brief says [tumen make");
  const list = page.getByRole("listbox", { name: "Passages and notes of the brief" });
  await expect(list.getByRole("option")).toHaveCount(1);
  await expect(editor).toHaveAttribute(
    "aria-activedescendant",
    (await list.getByRole("option").getAttribute("id")) ?? "",
  );
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(editor.locator("a.cite")).toHaveText(/^¶\d+$/);

  await page.keyboard.type("the crowd #blind");
  await page.keyboard.press("Escape");
  await page.keyboard.type(" stays words; #help that");
  await page.getByRole("option", { name: /help that Seoul/ }).click();
  await page.keyboard.type("and /defence agreement");
  await page.keyboard.press("Tab");
  await page.keyboard.type("ask @observ");
  await page.getByRole("listbox", { name: "Members of the team" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("to look.");
  for (const seen of [page, watching]) {
    const text = editorOf(seen);
    await expect(text).toContainText(/the crowd #blind stays words; .*and .*ask @Observer to look\.$/);
    await expect(text.locator("a.fchip", { hasText: "satellite into orbit" }).locator("svg.lock")).toHaveCount(1);
    await expect(text.locator("a.fchip", { hasText: "defence agreement" })).toHaveText(/^crowd \d+\s%/);
  }
  await expect(savedOn(page)).toBeVisible();

  const desk = await named.newPage();
  await expect(async () => {
    await desk.goto("/notices");
    await expect(desk.getByRole("main")).toContainText("Analyst 1", { timeout: 500 });
  }).toPass();
  await expect(desk.getByRole("link", { name: /defence industries/ }).first()).toHaveAttribute(
    "href",
    new RegExp(path),
  );

  await editor.locator("a.cite").click();
  await page.waitForURL(/\/briefs\/[^#]+#p\d+$/);
  const passage = page.locator(new URL(page.url()).hash);
  await passage.getByText("Cited in the rationale of").getByRole("link").last().click();
  await page.waitForURL(`**${path}#rationale`);
  await expect(editor.locator("a.cite")).toBeVisible();
  await Promise.all([writer.close(), leader.close(), named.close()]);
});

test("words picked in the brief are cited where the caret is; a search inserts without typing in the text", async ({
  browser,
  server,
}) => {
  const context = await enter(browser, server.url, "analyst2");
  const page = await opened(context, await scenarioPath(server.databaseUrl, SCENARIO));
  await page.getByRole("navigation", { name: "Chain" }).getByRole("link").nth(1).click();
  await page.waitForURL("**/briefs/**");
  await page.getByText("Artillery is the visible part.").first().selectText();
  await page
    .getByRole("toolbar", { name: "Selected text" })
    .getByRole("button", { name: "Cite in a rationale" })
    .click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /defence industries/ })
    .click();
  await page.getByRole("region", { name: "From the brief" }).getByRole("button", { name: "Cite at the caret" }).click();
  const editor = editorOf(page);
  await expect(editor.locator('a.cite[title*="Artillery is the visible part"]')).toBeVisible();
  await expect(page.getByRole("region", { name: "From the brief" })).toHaveCount(0);

  await page.getByRole("toolbar", { name: "Text" }).getByRole("button", { name: "Mention" }).click();
  const dialog = page.getByRole("dialog", { name: "Mention a member" });
  const field = dialog.getByRole("combobox", { name: "Name" });
  await expect(field).toBeFocused();
  await page.keyboard.type("desk");
  await expect(dialog.getByRole("option")).toHaveText(["Desk lead"]);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(editor.locator(".mention").last()).toHaveText("@Desk lead");
  await context.close();
});
