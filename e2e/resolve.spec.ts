import { addDesk } from "./fixtures/desk";
import { expect, test } from "./fixtures/server";
import { pageAs } from "./fixtures/sessions";
import { inDatabase } from "./fixtures/world-database";
import { memberIn, type Person } from "./fixtures/world-people";
import { addForecast, addQuestion, type WorldQuestion } from "./fixtures/world-questions";

test.use({ world: "empty" });

const DAY = 86_400_000;
const TITLES = [
  "Will the two ministers meet by 1 June?",
  "Will the treaty be ratified by 1 June?",
  "Will the summit be cancelled by 1 June?",
];

interface Scene {
  analyst: Person;
  lead: Person;
  other: Person;
  questions: WorldQuestion[];
}

/** A team with an analyst and two leads, and questions that closed two days ago, each with two forecasts. */
async function scene(databaseUrl: string): Promise<Scene> {
  return inDatabase(databaseUrl, async (db) => {
    const { teamId, join, addScenario } = await addDesk(db);
    const analyst = await join("Ada Analyst", "FORECASTER");
    const [lead, other] = [await join("Ben Lead", "LEAD"), await join("Cy Lead", "LEAD")];
    const questions: WorldQuestion[] = [];
    for (const title of TITLES) {
      const scenarioId = await addScenario(title);
      const question = await addQuestion(db, { teamId, scenarioId, authorId: lead.userId, title }, "CLOSED");
      for (const [turn, who] of [analyst, lead].entries()) {
        const forecast = { memberId: memberIn(who, teamId), probability: 0.8 - turn / 2, daysAgo: 40 - turn };
        await addForecast(db, { teamId, question, ...forecast });
      }
      questions.push(question);
    }
    return { analyst, lead, other, questions };
  });
}

const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

test("a verdict with a file and a quote, its impact, its scores, and its correction with before and after", async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const { analyst, lead, questions } = await scene(server.databaseUrl);
  const path = `/questions/${questions[0]?.questionId}`;
  const ada = await pageAs(browser, server.url, analyst);
  const ben = await pageAs(browser, server.url, lead);

  await test.step("the analyst proposes; what is no evidence is refused at its field", async () => {
    await ada.goto(path);
    await ada.getByRole("button", { name: "Propose resolution" }).click();
    const form = ada.getByRole("form", { name: "Propose a resolution" });
    await form.getByRole("radio", { name: "Yes", exact: true }).check();
    await form.getByLabel("Known date").fill(daysAgo(20));
    await form.getByRole("button", { name: "Propose resolution" }).click();
    await expect(form.getByText("Give evidence: a link that begins with")).toBeVisible();
    const files = form.getByLabel("Add a file");
    await files.setInputFiles({
      name: "page.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("<html>No</html>"),
    });
    await expect(form.getByText("page.pdf: Evidence is a PDF")).toBeVisible();
    await files.setInputFiles({
      name: "communiqué.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("The ministers met on the third day."),
    });
    await expect(form.getByRole("button", { name: "Leave out communiqué.txt" })).toBeVisible(); // it has arrived
    await form.getByLabel("Quote").fill("They met at noon.");
    await form.getByRole("button", { name: "Propose resolution" }).click();
    await expect(form).toBeHidden();
    await expect(ada.getByText("Proposed by Ada Analyst")).toBeVisible();
  });

  await test.step("the lead reads the evidence in place, sees whose scores move, and confirms by key", async () => {
    await ben.goto("/resolve");
    await expect(ben.getByRole("link", { name: /Yes proposed/ })).toHaveAttribute("aria-current", "true");
    await expect(ben.getByText("They met at noon.")).toBeVisible();
    await ben.getByText("Read it here").click();
    await expect(ben.getByText("The ministers met on the third day.")).toBeVisible();
    const download = ben.waitForEvent("download");
    await ben.getByRole("link", { name: "communiqué.txt" }).click();
    expect((await download).suggestedFilename()).toBe("communiqué.txt");
    const impact = ben.getByRole("region", { name: "Whose scores move" }).getByRole("table");
    await expect(impact.getByRole("row", { name: /Ada Analyst.*\+/ })).toBeVisible();
    await expect(impact.getByRole("row", { name: /Ben Lead.*you.*−/ })).toBeVisible();
    const confirm = ben.getByRole("button", { name: "Confirm resolution: Yes, score 2 people" });
    await expect(confirm).toBeEnabled();
    await ben.keyboard.press("y");
    await expect(confirm).toBeFocused();
    await ben.keyboard.press("Enter");
    await expect(ben.getByText("Confirmed. 2 people are scored.")).toBeVisible();
  });

  await test.step("the analyst proposes a correction; the verdict stands meanwhile", async () => {
    await ada.goto(path);
    await expect(ada.getByText("Version 1, in force")).toBeVisible();
    await ada.getByRole("button", { name: "Correct this resolution" }).click();
    const form = ada.getByRole("form", { name: "Correct the resolution" });
    await form.getByRole("radio", { name: "No", exact: true }).check();
    await form.getByLabel("Reason").fill("It was a double who came.");
    await form.getByLabel("Evidence link").fill("https://record.example/double");
    await form.getByRole("button", { name: "Propose correction" }).click();
    await expect(form).toBeHidden();
    await expect(ada.getByText("correction proposed")).toBeVisible();
    await expect(ada.getByText("Resolved Yes").first()).toBeVisible();
  });

  await test.step("confirmed, it moves the scores, and everybody affected sees before and after", async () => {
    await ben.goto("/resolve");
    await expect(ben.getByText("It and its scores stand until")).toBeVisible();
    await ben.getByRole("button", { name: "Confirm resolution: No, rescore 2 people" }).click();
    await expect(ben.getByText("Confirmed. 2 people are scored.")).toBeVisible();
    await ada.goto(path);
    await expect(ada.getByText("Version 2, in force")).toBeVisible();
    const moved = ada.getByRole("region", { name: "Scores before and after version 2" });
    await expect(moved.getByRole("row", { name: /Ada Analyst.*you.*\+.*−/ })).toBeVisible();
    await expect(moved.getByRole("row", { name: /Ben Lead.*−.*\+/ })).toBeVisible();
  });
  for (const page of [ada, ben]) await page.context().close();
});

test("many at once: each row is saved whole or says why not, and another person confirms them", async ({
  browser,
  server,
}) => {
  const { lead, other } = await scene(server.databaseUrl);
  const ben = await pageAs(browser, server.url, lead, "/resolve/many");
  const [first = "", second = "", third = ""] = TITLES;
  for (const [title, outcome] of [
    [first, "No"],
    [second, "Yes"],
    [third, "No"],
  ] as const) {
    await ben.getByLabel(`Outcome of ${title}`).selectOption({ label: outcome });
    await expect(ben.getByLabel(`Select ${title}`)).toBeChecked();
  }
  await ben.getByLabel(`Evidence link for ${first}`).fill("https://record.example/1");
  await ben.getByLabel(`Quote for ${second}`).fill("Ratified on the first day.");
  await ben.getByRole("button", { name: "Propose 3 selected" }).click();
  await expect(ben.getByText("1 row was refused: each says why.")).toBeVisible();
  await expect(ben.getByRole("row", { name: third }).getByText("Give evidence")).toBeVisible();
  await expect(ben.getByText("2 proposals of yours wait for somebody else")).toBeVisible();

  const cy = await pageAs(browser, server.url, other, "/resolve/many");
  for (const title of [first, second]) await cy.getByLabel(`Select ${title}`).check();
  await cy.getByRole("button", { name: "Confirm 2 selected" }).click();
  await expect(cy.getByText("2 rows confirmed.")).toBeVisible();
  await expect(cy.getByText("Nothing to confirm")).toBeVisible();
  for (const page of [ben, cy]) await page.context().close();
});
