import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Browser, Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures/server";
import { SHARED_ABSENT, sharedDir } from "./fixtures/shared";
import { signIn } from "./fixtures/sign-in";

const shared = sharedDir();
test.skip(shared === null, SHARED_ABSENT);

const QUESTION = "Will the president of Russia visit North Korea again by 31 December 2031?";

/** Somebody in a browser of their own. */
async function visitor(browser: Browser, url: string, email: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  await signIn(context, url, email);
  return context.newPage();
}

/** Selects words the way a person does: press at their beginning, release at their end. */
async function selectWords(passage: Locator, from: number, to: number): Promise<string> {
  await passage.scrollIntoViewIfNeeded();
  const { start, end, words } = await passage.evaluate(
    (element, [first, last]) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const node = walker.nextNode();
      if (!node) throw new Error("the passage holds no text");
      const range = document.createRange();
      range.setStart(node, first);
      range.setEnd(node, last);
      const rects = [...range.getClientRects()];
      const [a, b] = [rects[0], rects.at(-1)];
      if (!a || !b) throw new Error("the words are not on the page");
      return {
        start: { x: a.left + 1, y: a.top + a.height / 2 },
        end: { x: b.right - 1, y: b.top + b.height / 2 },
        words: range.toString(),
      };
    },
    [from, to] as const,
  );
  const { mouse } = passage.page();
  await mouse.move(start.x, start.y);
  await mouse.down();
  await mouse.move(end.x, end.y, { steps: 8 });
  await mouse.up();
  return words;
}

test("from a brief to a leaderboard: three people in three browsers", async ({ browser, server }) => {
  test.setTimeout(300_000);
  const lead = await visitor(browser, server.url, "lead@demo.example");
  const one = await visitor(browser, server.url, "analyst1@demo.example");
  const two = await visitor(browser, server.url, "analyst2@demo.example");
  let briefPath = "";
  let scenarioPath = "";
  let questionPath = "";

  await test.step("the lead imports the article and sees what was cut", async () => {
    const article = readFileSync(resolve(shared ?? "", "brief", "russia-north-korea-china.txt"), "utf8");
    await lead.goto("/briefs/new");
    await lead.getByLabel("Text of the brief").fill(article);
    await lead.getByRole("button", { name: "Read the text" }).click();
    await expect(lead.getByRole("textbox", { name: "Title" })).toHaveValue(
      "Is a Russia-North Korea-China alliance possible?",
    );
    await expect(lead.getByText("8 paragraphs, 3 notes")).toBeVisible();
    await lead.getByRole("button", { name: "Save as version 1" }).click();
    await lead.waitForURL(/\/briefs\/[0-9a-f-]{36}$/);
    briefPath = new URL(lead.url()).pathname;
  });

  await test.step("selected words become a scenario that leads back to them", async () => {
    const words = await selectWords(lead.locator("#p7 .reading"), 0, 60);
    await lead.getByRole("toolbar", { name: "Selected text" }).getByRole("button", { name: "New scenario" }).click();
    const dialog = lead.getByRole("dialog", { name: "New scenario" });
    const quoted = (await dialog.locator("blockquote").innerText()).trim();
    expect(words).toContain(quoted.slice(0, 40));
    await dialog.getByLabel("Statement").fill("Vladimir Putin returns to North Korea");
    await dialog.getByRole("button", { name: "Save and write its question" }).click();
    await lead.waitForURL(/\/scenarios\/[0-9a-f-]{36}\/question$/);
    scenarioPath = new URL(lead.url()).pathname.replace("/question", "");
    await lead.goto(briefPath);
    await expect(lead.locator("#p7 mark, #p7 .hl").first()).toContainText(quoted.slice(0, 20));
  });

  await test.step("its headline question opens", async () => {
    await lead.goto(`${scenarioPath}/question`);
    await lead.getByRole("textbox", { name: "Question", exact: true }).fill(QUESTION);
    await lead.getByLabel("Resolves Yes if").fill("Either government says that he was on North Korean territory.");
    await lead.getByLabel("Answer read from").fill("Statements of the two governments");
    await lead.getByLabel("Closes").fill("2031-12-31T23:00");
    await lead.getByLabel(/forecasts are shown/).selectOption("ALWAYS");
    await lead.getByRole("button", { name: "Publish question" }).click();
    await lead.waitForURL(new RegExp(`${scenarioPath}$`));
    await expect(lead.getByRole("heading", { level: 1 })).toHaveText("Vladimir Putin returns to North Korea");
    questionPath = (await lead.getByRole("link", { name: "Criteria" }).getAttribute("href")) ?? "";
    expect(questionPath).toMatch(/^\/questions\//);
  });

  await test.step("one analyst forecasts, and the other sees it without reloading", async () => {
    await two.goto(questionPath);
    await expect(two.getByText("Nobody has forecast yet.").first()).toBeVisible();
    await forecast(one, questionPath, "70");
    await expect(two.getByRole("region", { name: "Standing forecasts" }).getByText("Analyst 1")).toBeVisible();
    await forecast(two, questionPath, "40");
    await expect(one.getByRole("region", { name: "Standing forecasts" }).getByText("Analyst 2")).toBeVisible();
  });

  await test.step("two people write the rationale at once", async () => {
    await one.goto(scenarioPath);
    await two.goto(scenarioPath);
    const [mine, theirs] = [editorOf(one), editorOf(two)];
    await mine.click();
    await one.keyboard.type("The first visit was announced a day ahead. ");
    await expect(theirs).toContainText("announced a day ahead");
    await theirs.click();
    await two.keyboard.press("ControlOrMeta+End");
    await two.keyboard.type("A second needs an invitation.");
    await expect(mine).toContainText("needs an invitation");
    await expect(one.locator('[data-save="saved"]')).toBeVisible();
  });

  await test.step("nobody confirms their own proposal, in the page or behind it", async () => {
    await lead.goto(questionPath);
    await propose(lead, "No");
    await lead.goto("/resolve");
    await lead
      .getByRole("navigation", { name: "Queue" })
      .getByRole("link", { name: new RegExp(QUESTION.slice(5, 40)) })
      .click();
    await expect(lead.getByRole("button", { name: "Retract proposal" })).toBeVisible();
    await expect(lead.getByRole("button", { name: /Confirm resolution/ })).toHaveCount(0);
    await lead.getByRole("button", { name: "Retract proposal" }).click();
    await expect(lead.getByText("Still open")).toBeVisible();
  });

  await test.step("an analyst proposes, the lead confirms, and the effect is named before the press", async () => {
    await one.goto(questionPath);
    await propose(one, "Yes");
    await expect(one.getByText("Proposed by Analyst 1")).toBeVisible();
    await lead.goto("/resolve");
    await lead
      .getByRole("navigation", { name: "Queue" })
      .getByRole("link", { name: new RegExp(QUESTION.slice(5, 40)) })
      .click();
    const confirm = lead.getByRole("button", { name: "Confirm resolution: Yes, score 2 people" });
    await confirm.click();
    await expect(lead.getByText("Confirmed. 2 people are scored.")).toBeVisible();
    await expect(one.getByText("Desk lead confirmed it")).toBeVisible();
  });

  await test.step("leaderboard and calibration know of it", async () => {
    await two.goto("/leaderboard");
    await expect(two.getByRole("row", { name: /Analyst 2/ })).toBeVisible();
    await two.getByText("11 questions count").click();
    await expect(two.getByRole("link", { name: QUESTION })).toHaveAttribute("href", `${questionPath}#scores`);
    await two
      .getByRole("row", { name: /Analyst 2/ })
      .getByRole("link", { name: "Analyst 2" })
      .click();
    await expect(two.getByRole("row", { name: new RegExp(QUESTION.slice(5, 40)) })).toBeVisible();
    await two.goto("/calibration");
    await expect(two.getByText(/1 waits for the scheduled close/)).toBeVisible();
  });

  await test.step("who may not, finds nothing: no page and no data", async () => {
    const resolve = await one.goto("/resolve");
    expect(resolve?.status()).toBe(404);
    const outsider = await visitor(browser, server.url, "outsider@demo.example");
    for (const path of [briefPath, scenarioPath, questionPath]) {
      const answer = await outsider.goto(path);
      expect(answer?.status(), path).toBe(404);
      const body = await answer?.text();
      expect(body).not.toContain("Is a Russia-North Korea-China alliance possible?");
      expect(body).not.toContain("Vladimir Putin returns");
      expect(body).not.toContain("visit North Korea again");
    }
  });

  for (const page of [lead, one, two]) await page.context().close();
});

const editorOf = (page: Page) => page.getByRole("textbox", { name: "Rationale" });

async function forecast(page: Page, path: string, percent: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("textbox", { name: "Probability" }).fill(percent);
  await page.getByRole("button", { name: /^Save forecast/ }).click();
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
}

/** Proposes that the answer became known a moment ago. */
async function propose(page: Page, outcome: string): Promise<void> {
  await page.getByRole("button", { name: "Propose resolution" }).click();
  const form = page.getByRole("form", { name: "Propose a resolution" });
  await form.getByRole("radio", { name: outcome, exact: true }).check();
  await form.getByLabel("Known date").fill(new Date().toISOString().slice(0, 10));
  await form.getByLabel("Evidence link").fill("https://record.example/visit");
  await form.getByRole("button", { name: "Propose resolution" }).click();
  await expect(form).toBeHidden();
}
