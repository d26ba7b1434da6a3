import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { editorOf, enter, opened, savedOn, scenarioPath } from "./fixtures/rationale-page";
import { expect, test } from "./fixtures/server";

/** A scenario of the demo whose numbers are shown to all, with an open and a resolved thread; and the first words of its rationale. */
const DISCUSSED = "alliance";
const WORDS = "An arrangement";

const commentsOn = (page: Page) => page.getByRole("region", { name: /^Comments/ });
const threadOn = (page: Page, words: string) =>
  commentsOn(page).getByRole("listitem", { name: `Thread on “${words}”` });
const marked = (page: Page, words: string) => editorOf(page).locator("mark.commented").filter({ hasText: words });
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
  const path = await scenarioPath(server.databaseUrl, DISCUSSED);
  const [one, two] = await Promise.all([opened(first, path), opened(second, path)]);
  await expect(editorOf(two)).toBeVisible();

  await selectFirst(one, WORDS);
  await one.getByRole("toolbar", { name: "Selected words" }).getByRole("button", { name: "Comment" }).click();
  await expect(one.getByRole("textbox", { name: "Comment" })).toBeFocused();
  await one.keyboard.type("Of which three, @Analyst 2?");
  await one.keyboard.press("Control+Enter");
  await expect(threadOn(one, WORDS)).toBeFocused();
  await expect(threadOn(two, WORDS)).toContainText("Of which three");
  await expect(marked(two, WORDS)).toBeVisible();
  await expect(commentsOn(two).getByRole("status")).toHaveText("New comment by Analyst 1 on “An arrangement”.");
  await expect(two.getByRole("heading", { name: "Comments 2 open" })).toBeVisible();

  await threadOn(two, WORDS).getByRole("button", { name: "Reply" }).click();
  await two.keyboard.type("The capitals.");
  await two.getByRole("button", { name: "Post reply" }).click();
  await expect(threadOn(one, WORDS)).toContainText("The capitals.");
  await threadOn(two, WORDS).getByRole("button", { name: "Resolve" }).click();
  await expect(marked(one, WORDS)).toHaveCount(0);
  await commentsOn(one)
    .getByText(/^\d resolved$/)
    .click();
  await threadOn(one, WORDS).getByRole("button", { name: "Reopen" }).click();
  await expect(marked(two, WORDS)).toBeVisible();
  await expect(threadOn(two, WORDS).getByRole("button", { name: "Resolve" })).toBeVisible();

  // From the thread to its words and back, by keyboard.
  await threadOn(two, WORDS)
    .getByRole("button", { name: /^To the words/ })
    .press("Enter");
  await expect(editorOf(two)).toBeFocused();
  expect(await two.evaluate(() => getSelection()?.toString())).toBe(WORDS);
  await two.keyboard.press("Control+Alt+M");
  await expect(threadOn(two, WORDS)).toBeFocused();

  await selectFirst(one, WORDS);
  await one.keyboard.press("Delete");
  for (const page of [one, two]) {
    await expect(gone(page).getByRole("listitem", { name: "Thread on “An arrangement”" })).toContainText(
      "“An arrangement”",
    );
    await expect(marked(page, WORDS)).toHaveCount(0);
  }
  await editorOf(one).focus();
  await one.keyboard.press("Control+z");
  for (const page of [one, two]) {
    await expect(marked(page, WORDS)).toBeVisible();
    await expect(gone(page)).toHaveCount(0);
  }
  await expect(savedOn(one)).toBeVisible();
  await one.reload();
  await expect(marked(one, WORDS)).toBeVisible();

  const own = threadOn(one, WORDS);
  await own.getByRole("button", { name: "Withdraw" }).click();
  await expect(threadOn(two, WORDS)).toContainText("Withdrawn by its author.");
  await one.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(threadOn(two, WORDS)).toContainText("Of which three, @Analyst 2?");
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
  await expect(marked(page, "Beijing gains least from it")).toBeVisible();
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
