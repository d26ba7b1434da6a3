import { addDesk } from "./fixtures/desk";
import { expect, test } from "./fixtures/server";
import { pageAs } from "./fixtures/sessions";
import { inDatabase } from "./fixtures/world-database";
import { memberIn, type Person } from "./fixtures/world-people";
import { addForecast, addQuestion } from "./fixtures/world-questions";

test.use({ world: "empty" });

const DAY = 86_400_000;
const RANGE = {
  min: Date.UTC(2026, 0, 1),
  max: Date.UTC(2026, 3, 1),
  openLower: false,
  openUpper: true,
  zeroPoint: null,
};

interface Scene {
  scenarioId: string;
  questionId: string;
  analyst: Person;
  lead: Person;
  other: Person;
}

/** A team with an analyst and two leads, and a date question that closed two days ago, on which two have forecast. */
async function scene(databaseUrl: string): Promise<Scene> {
  return inDatabase(databaseUrl, async (db) => {
    const { teamId, join, addScenario } = await addDesk(db);
    const analyst = await join("Ada Analyst", "FORECASTER");
    const [lead, other] = [await join("Ben Lead", "LEAD"), await join("Cy Lead", "LEAD")];
    const scenarioId = await addScenario("The talks resume");
    const title = "When will the talks resume?";
    const spec = { type: "date", range: RANGE } as const;
    const question = await addQuestion(db, { teamId, scenarioId, authorId: lead.userId, title, spec }, "CLOSED");
    for (const [who, days] of [
      [analyst, [15, 30, 45, 60, 85]],
      [lead, [35, 55, 75, 95, 130]],
    ] as const) {
      const values = days.map((day) => RANGE.min + day * DAY);
      const stated = { memberId: memberIn(who, teamId), probability: { values, range: RANGE }, daysAgo: 50 };
      await addForecast(db, { teamId, question, ...stated });
    }
    return { scenarioId, questionId: question.questionId, analyst, lead, other };
  });
}

test("a date question resolves outside its range, and says so wherever its verdict shows", async ({
  browser,
  server,
}) => {
  const { questionId, analyst, lead, other } = await scene(server.databaseUrl);
  const ben = await pageAs(browser, server.url, lead, `/resolve?question=${questionId}`);
  await ben.getByRole("button", { name: "Propose resolution" }).click();
  const form = ben.getByRole("form", { name: "Propose a resolution" });
  await expect(form.getByRole("radio", { name: /^Below the range/ })).toHaveCount(0);
  await form.getByRole("radio", { name: "A date" }).check();
  await form.getByLabel("Date, UTC").fill("2025-12-30");
  await form.getByLabel("Evidence link").fill("https://record.example/talks");
  await form.getByLabel("Known date").fill(new Date(Date.now() - 2 * DAY).toISOString().slice(0, 10));
  await form.getByRole("button", { name: "Propose resolution" }).click();
  await expect(form.getByRole("alert").filter({ hasText: "rules out an answer below its range" })).toBeVisible();
  await form.getByLabel("Date, UTC").fill("2026-05-20");
  await form.getByRole("button", { name: "Propose resolution" }).click();
  await expect(ben.getByText("20 May 2026, above the range").first()).toBeVisible();

  const cy = await pageAs(browser, server.url, other, `/resolve?question=${questionId}`);
  await expect(cy.getByRole("link", { name: /20 May 2026, above the range proposed/ })).toBeVisible();
  const impact = cy.getByRole("region", { name: "Whose scores move" }).getByRole("table");
  await expect(impact.getByRole("row", { name: /Ada Analyst.*15 Feb 2026.*−/ })).toBeVisible();
  await expect(impact.getByRole("row", { name: /Ben Lead.*17 Mar 2026.*\+/ })).toBeVisible();
  await cy.getByRole("button", { name: /^Confirm resolution: 20 May 2026, above the range, score 2 people/ }).click();
  await expect(cy.getByText("2 people are scored")).toBeVisible();

  const ada = await pageAs(browser, server.url, analyst, `/questions/${questionId}`);
  await expect(ada.getByText("Resolved: 20 May 2026, above the range").first()).toBeVisible();
  const scores = ada.getByRole("region", { name: "Scores" });
  await expect(scores.getByRole("columnheader", { name: "CRPS" })).toBeVisible();
  await expect(scores.getByText(/You held 15 Feb 2026/).first()).toBeVisible();
  await ada.getByRole("link", { name: "CRPS" }).click();
  await expect(scores.getByRole("row", { name: /Sum of the spans/ })).toBeVisible();
  await expect(scores.getByText("The parts do not add up")).toHaveCount(0);
});

test("an author writes a multiple choice question by keyboard, and offers one more option later", async ({
  browser,
  server,
}) => {
  const { scenarioId, lead } = await scene(server.databaseUrl);
  const page = await pageAs(browser, server.url, lead, `/scenarios/${scenarioId}/question?role=indicator`);
  const form = page.getByRole("form", { name: "Question" });
  await expect(form.getByLabel("Question", { exact: true })).toBeEnabled();
  await form.getByLabel("Question", { exact: true }).fill("Who will chair the talks in 2030?");
  await form.getByRole("combobox", { name: "Answer", exact: true }).selectOption("multiple_choice");
  await form.getByLabel("Option 1", { exact: true }).focus();
  await page.keyboard.type("Ankara");
  await page.keyboard.press("Enter");
  await expect(form.getByLabel("Option 2", { exact: true })).toBeFocused();
  await page.keyboard.type("Geneva");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(form.getByLabel("Option 1", { exact: true })).toHaveValue("Geneva");
  await expect(form.getByLabel("Option 1", { exact: true })).toBeFocused();
  await form.getByLabel("Closes").fill("2030-12-31T12:00");
  await form.getByRole("button", { name: "Publish question" }).click();
  await expect(form.getByText("Option 3: An option needs words.")).toBeVisible();
  await form.getByRole("button", { name: "Remove option 3" }).click();
  await form.getByRole("button", { name: "Publish question" }).click();
  await page.getByRole("link", { name: "Who will chair the talks in 2030?" }).click();
  await expect(page.getByText("One of Geneva, Ankara and Other.")).toBeVisible();

  await page.getByRole("button", { name: "Amend" }).click();
  await page.getByRole("radio", { name: /An option is added/ }).check();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByLabel("New option").fill("geneva");
  await page.getByLabel("Reason").fill("It offered to.");
  await page.getByRole("button", { name: "Add the option" }).click();
  await expect(page.getByText("“geneva” is an option already.")).toBeVisible();
  await page.getByLabel("New option").fill("Doha");
  await page.getByRole("button", { name: "Add the option" }).click();
  await expect(page.getByText("One of Geneva, Ankara, Doha and Other.")).toBeVisible();
});
