import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { editorOf, enter, opened, savedOn, scenarioPath } from "./fixtures/rationale-page";
import { expect, test } from "./fixtures/server";

/** Scenarios of the demo whose numbers are shown to all: one whose rationale begins “Keeping away is not …”, one with threads. */
const WRITTEN = "distance";
const DISCUSSED = "alliance";

const commentsOn = (page: Page) => page.getByRole("region", { name: /^Comments/ });
const threadOn = (page: Page, words: string) =>
  commentsOn(page).getByRole("listitem", { name: `Thread on “${words}”` });
const marked = (page: Page) => editorOf(page).locator("mark.commented");
const gone = (page: Page) => commentsOn(page).getByRole("region", { name: "No longer in the text" });

/** Selects the first words of the text, by keyboard. */
async function selectFirst(page: Page, words: string) {
  await expect(async () => {
    await editorOf(page).focus();
    await page.keyboard.press("Control+Home");
    for (const _letter of words) await page.keyboard.press("Shift+ArrowRight");
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(words);
  }).toPass();
}

test("what one says of some words, the other sees, answers, resolves and reopens; gone with the words, it is back with them", async ({
  browser,
  server,
}) => {
  const [first, second] = await Promise.all([
    enter(browser, server.url, "analyst1"),
    enter(browser, server.url, "analyst2"),
  ]);
  const path = await scenarioPath(server.databaseUrl, WRITTEN);
  const [one, two] = await Promise.all([opened(first, path), opened(second, path)]);
  await expect(editorOf(two)).toBeVisible();

  await selectFirst(one, "Keeping away");
  await one.getByRole("toolbar", { name: "Selected words" }).getByRole("button", { name: "Comment" }).click();
  await expect(one.getByRole("textbox", { name: "Comment" })).toBeFocused();
  await one.keyboard.type("Away from what, @Analyst 2?");
  await one.keyboard.press("Control+Enter");
  await expect(threadOn(one, "Keeping away")).toBeFocused();
  await expect(threadOn(two, "Keeping away")).toContainText("Away from what");
  await expect(marked(two)).toHaveText("Keeping away");
  await expect(commentsOn(two).getByRole("status")).toHaveText("New comment by Analyst 1 on “Keeping away”.");
  await expect(two.getByRole("heading", { name: "Comments 1 open" })).toBeVisible();

  await threadOn(two, "Keeping away").getByRole("button", { name: "Reply" }).click();
  await two.keyboard.type("From signing.");
  await two.getByRole("button", { name: "Post reply" }).click();
  await expect(threadOn(one, "Keeping away")).toContainText("From signing.");
  await threadOn(two, "Keeping away").getByRole("button", { name: "Resolve" }).click();
  await expect(marked(one)).toHaveCount(0);
  await commentsOn(one).getByText("1 resolved").click();
  await threadOn(one, "Keeping away").getByRole("button", { name: "Reopen" }).click();
  await expect(marked(two)).toHaveText("Keeping away");
  await expect(threadOn(two, "Keeping away").getByRole("button", { name: "Resolve" })).toBeVisible();

  // From the thread to its words and back, by keyboard.
  await threadOn(two, "Keeping away")
    .getByRole("button", { name: /^To the words/ })
    .press("Enter");
  await expect(editorOf(two)).toBeFocused();
  expect(await two.evaluate(() => getSelection()?.toString())).toBe("Keeping away");
  await two.keyboard.press("Control+Alt+M");
  await expect(threadOn(two, "Keeping away")).toBeFocused();

  await selectFirst(one, "Keeping away");
  await one.keyboard.press("Delete");
  for (const page of [one, two]) {
    await expect(gone(page).getByRole("listitem", { name: "Thread on “Keeping away”" })).toContainText(
      "“Keeping away”",
    );
    await expect(marked(page)).toHaveCount(0);
  }
  await editorOf(one).focus();
  await one.keyboard.press("Control+z");
  for (const page of [one, two]) {
    await expect(marked(page)).toHaveText("Keeping away");
    await expect(gone(page)).toHaveCount(0);
  }
  await expect(savedOn(one)).toBeVisible();
  await one.reload();
  await expect(marked(one)).toHaveText("Keeping away");

  const own = threadOn(one, "Keeping away");
  await own.getByRole("button", { name: "Withdraw" }).click();
  await expect(threadOn(two, "Keeping away")).toContainText("Withdrawn by its author.");
  await one.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(threadOn(two, "Keeping away")).toContainText("Away from what, @Analyst 2?");
  await two.goto("/notices");
  await expect(two.getByRole("main")).toContainText("named you in the comments on the rationale");
  await Promise.all([first.close(), second.close()]);
});

test("who only reads sees the words and what is said of them, without script too, and is offered nothing to say", async ({
  browser,
  server,
}) => {
  const context = await enter(browser, server.url, "observer");
  const path = await scenarioPath(server.databaseUrl, DISCUSSED);
  const page = await opened(context, path);
  await expect(marked(page)).toHaveText("Beijing gains least from it");
  const thread = threadOn(page, "Beijing gains least from it");
  await expect(thread).toContainText("Least of the three, or less than it costs?");
  const found = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.length}`)).toEqual([]);
  await editorOf(page).selectText();
  await expect(page.getByRole("button", { name: /^(Comment|Reply|Resolve|Reopen|Reword|Withdraw)$/ })).toHaveCount(0);
  await thread.getByRole("button", { name: /^To the words/ }).click();
  await expect(editorOf(page)).toBeFocused();

  for (const address of [path, `${path}/rationale`]) {
    const html = await (await context.request.get(address)).text();
    expect(html).toContain("Least of the three, or less than it costs?");
    expect(html).toContain("A joint statement should count.");
  }
  for (const format of ["markdown", "html"]) {
    const file = async (query: string) => (await context.request.get(`${path}/rationale/${format}${query}`)).text();
    expect(await file("?comments=1")).toContain("Least of the three");
    expect(await file("")).not.toContain("Least of the three");
  }
  await context.close();
});
