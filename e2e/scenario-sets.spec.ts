import { addDesk } from "./fixtures/desk";
import { expect, test } from "./fixtures/server";
import { pageAs } from "./fixtures/sessions";
import { inDatabase } from "./fixtures/world-database";
import type { Person } from "./fixtures/world-people";
import { addForecast, addQuestion, type WorldQuestion } from "./fixtures/world-questions";

test.use({ world: "empty" });

interface Scene {
  briefId: string;
  questions: WorldQuestion[];
  lead: Person;
  analyst: Person;
  observer: Person;
}

const STATEMENTS = ["The strait is closed", "Convoys sail under escort", "Insurers leave the region"];

/** A brief with three scenarios, each with an open headline question; the analyst has numbers on all, given in percent. */
async function scene(databaseUrl: string, numbers: readonly number[]): Promise<Scene> {
  return inDatabase(databaseUrl, async (db) => {
    const { teamId, briefId, join, addScenario } = await addDesk(db);
    const lead = await join("Lea Lead", "LEAD");
    const analyst = await join("Ada Analyst", "FORECASTER");
    const observer = await join("Obi Observer", "OBSERVER");
    const title = "The strait";
    await db.briefVersion.create({
      data: { teamId, briefId, number: 1, title, language: "en", text: "Ships may stop." },
      select: { id: true },
    });
    const questions: WorldQuestion[] = [];
    for (const statement of STATEMENTS) {
      const scenarioId = await addScenario(statement);
      const place = { teamId, scenarioId, authorId: lead.userId, title: `Will it be so that ${statement}?` };
      const question = await addQuestion(db, place, "OPEN");
      questions.push(question);
    }
    // One close for all: the clock may have gone on between them.
    const [first] = await db.questionVersion.findMany({ where: { teamId }, take: 1 });
    if (first) {
      const { id: _id, questionId: _of, createdAt: _at, ...wording } = first;
      for (const { questionId, title } of questions)
        await db.questionVersion.create({ data: { ...wording, questionId, title, number: 2 }, select: { id: true } });
    }
    const memberId = analyst.memberships[0]?.memberId ?? "";
    for (const [i, percent] of numbers.entries()) {
      const question = questions[i];
      if (question) await addForecast(db, { teamId, question, memberId, probability: percent / 100, daysAgo: 3 });
    }
    return { briefId, questions, lead, analyst, observer };
  });
}

test("relations are declared by keys, in the matrix and in the list, and one that leaves no world is refused", async ({
  browser,
  server,
}) => {
  const { briefId, lead } = await scene(server.databaseUrl, []);
  const page = await pageAs(browser, server.url, lead, `/briefs/${briefId}/relations`);
  const declared = page.getByRole("list", { name: "Declared relations" });

  // The matrix has one place in the order of tabs; arrows go on from there, past the diagonal.
  const cell = (name: string | RegExp) => page.getByRole("button", { name });
  await expect(cell("1 and 2: no relation")).toHaveAttribute("aria-haspopup", "menu");
  await cell("1 and 2: no relation").focus();
  await page.keyboard.press("ArrowRight");
  await expect(cell("1 and 3: no relation")).toBeFocused();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu", { name: "Relation of 1 and 3" });
  await expect(menu.getByRole("menuitemradio", { name: "No relation" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("menuitemradio", { name: "1 implies 3" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(declared).toContainText("If 1 comes true, so does 3.");
  await expect(cell("1 and 3: implies")).toBeFocused();

  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("x");
  await expect(declared).toContainText("At most one of 1 and 2 comes true.");
  await expect(cell("2 and 1: excludes")).toBeVisible();

  // By words: a set of all three, which must leave a world.
  await page.getByText("Declare a relation").click();
  const form = page.getByRole("form", { name: "Declare a relation" });
  await form.getByLabel("Relation").selectOption("IMPLIES");
  await form.getByLabel("If this comes true").selectOption({ label: `3. ${STATEMENTS[2]}` });
  await form.getByLabel("so does this").selectOption({ label: `1. ${STATEMENTS[0]}` });
  await form.getByRole("button", { name: "Declare" }).click();
  await expect(declared).toContainText("If 3 comes true, so does 1.");
  await form.getByLabel("Relation").selectOption("EXHAUSTIVE");
  for (const statement of [STATEMENTS[0], STATEMENTS[2]]) await form.getByLabel(new RegExp(statement ?? "")).check();
  await form.getByRole("button", { name: "Declare" }).click();
  await expect(declared).toContainText("At least one of 1 and 3 comes true.");
  await cell("1 and 3: implies").focus();
  await page.keyboard.press("x");
  await expect(page.getByRole("alert").filter({ hasText: "leave no possible world" })).toContainText(
    "at least one of scenario 1 and scenario 3 comes true",
  );

  // Letting go has its way back, in the same place.
  await page.getByRole("button", { name: "Withdraw: At most one of 1 and 2 comes true." }).click();
  await expect(page.getByRole("button", { name: "Take up again: At most one of 1 and 2 comes true." })).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(cell("2 and 1: excludes")).toBeVisible();
});

test("numbers that cannot all hold are told after the save, and the nearest that can are taken over with one press", async ({
  browser,
  server,
}) => {
  const { briefId, questions, lead, analyst, observer } = await scene(server.databaseUrl, [70, 20]);
  const setPath = `/briefs/${briefId}/relations`;
  const declaring = await pageAs(browser, server.url, lead, setPath);
  await declaring.getByRole("button", { name: "1 and 2: no relation" }).focus();
  await declaring.keyboard.press("x");
  await expect(declaring.getByRole("button", { name: "1 and 2: excludes" })).toBeVisible();

  const page = await pageAs(browser, server.url, analyst, `/scenarios/${questions[1]?.scenarioId}`);
  const panel = page.getByRole("region", { name: "Your numbers cannot all hold", exact: true });
  const number = page.getByRole("textbox", { name: "Probability" });
  await expect(number).toBeEnabled();
  await expect(panel).toHaveCount(0);
  await number.fill("50");
  await page.keyboard.press("Enter");
  await expect(panel).toContainText("At most one of 1 and 2 comes true, but the numbers add up to 120");
  await expect(panel).toContainText("20 points too much");
  await expect(panel.getByRole("row", { name: /The strait is closed/ })).toContainText("60");
  await expect(panel).toContainText("Nothing is promised for one scenario alone");
  await expect(number).toHaveValue("50");

  await panel.getByRole("button", { name: "Use these numbers" }).click();
  await expect(panel).toHaveCount(0);
  await expect(page.getByText(/^Standing: 40/)).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/^Standing: 50/)).toBeVisible();
  await expect(panel).toBeVisible();

  // The desk says the same, scenarios in the order of their numbers, and takes the press too.
  await page.goto("/");
  await expect(panel).toContainText("20 points too much");
  const listed = panel.getByRole("row").filter({ has: page.getByRole("rowheader") });
  await expect(listed.nth(0)).toContainText("1. The strait is closed");
  await expect(listed.nth(1)).toContainText("2. Convoys sail under escort");
  await panel.getByRole("button", { name: "Use these numbers" }).click();
  await expect(panel).toHaveCount(0);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(panel).toBeVisible();

  // Of the set, everybody sees what they may: who read the same page see the sum and what it breaks, in words.
  const reading = await pageAs(browser, server.url, observer, setPath);
  const row = reading.getByRole("row", { name: /Ada Analyst/ });
  await expect(row).toContainText("incoherent");
  await expect(row).toContainText("120 too much");
  const file = await reading.request.get(`${setPath}/file`);
  expect(await file.text()).toContain("Ada Analyst,0.7,0.5,,1.2,no,");
  await expect(reading.getByRole("button", { name: /Declare|Withdraw/ })).toHaveCount(0);
  await reading.setViewportSize({ width: 390, height: 800 });
  const widths = await reading.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
});

test("cross-impact of three scenarios: asked by a lead, filled in by keys, held against one's marginals", async ({
  browser,
  server,
}) => {
  const { briefId, questions, lead, analyst } = await scene(server.databaseUrl, [50, 20, 40]);
  const query = questions.map(({ scenarioId }) => `s=${scenarioId}`).join("&");
  const path = `/briefs/${briefId}/cross-impact?${query}`;
  const asking = await pageAs(browser, server.url, lead, path);
  for (const label of ["P(2 given 1)", "P(2 given not 1)"]) {
    await asking.getByRole("button", { name: `Ask for ${label}`, exact: true }).click();
    await expect(asking.getByLabel(`${label}, percent`)).toBeEnabled();
  }
  await asking.getByRole("button", { name: "Ask all “if” that are missing (5)" }).click();
  for (const label of ["P(1 given 2)", "P(1 given 3)", "P(2 given 3)", "P(3 given 1)", "P(3 given 2)"])
    await expect(asking.getByLabel(`${label}, percent`)).toBeEnabled();
  await expect(asking.getByRole("button", { name: /^Ask all “if” / })).toHaveCount(0);
  await expect(asking.getByRole("button", { name: "Ask all “if not” that are missing (5)" })).toBeVisible();

  const page = await pageAs(browser, server.url, analyst, path);
  const field = (label: string) => page.getByLabel(`${label}, percent`);
  await expect(field("P(2 given 1)")).toBeEnabled();
  const cell = page.getByRole("cell").filter({ has: field("P(2 given 1)") });
  await expect(cell).toContainText("your two numbers leave 0–40");
  await field("P(2 given 1)").fill("70");
  await page.keyboard.press("Enter");
  await expect(cell).toContainText("outside what they leave");
  await expect(cell).toContainText("makes 2 35–85");
  await field("P(2 given not 1)").fill("10");
  await page.keyboard.press("Enter");
  await expect(cell).toContainText(/makes 2 40\s%, you say 20\s% — these do not agree/);
  await field("P(2 given 1)").fill("30");
  await page.keyboard.press("Enter");
  await expect(cell).not.toContainText("outside");
  await expect(cell).toContainText(/makes 2 20\s%, you say 20\s%/);
  await expect(cell).not.toContainText("do not agree");

  await page.setViewportSize({ width: 390, height: 800 });
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
  await page.getByRole("link", { name: "if 1", exact: true }).first().click();
  await expect(page.getByText("Asked under the condition that").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Propose resolution" })).toHaveCount(0);
});
