import type { Page } from "@playwright/test";
import type { PrismaClient } from "#prisma/client/client";
import { paragraph, seedRationale } from "#server/collab/seed-rationale";
import { addDesk } from "./fixtures/desk";
import { addRound } from "./fixtures/new-round";
import { expect, test } from "./fixtures/server";
import { pageAs } from "./fixtures/sessions";
import { inDatabase } from "./fixtures/world-database";
import type { Person } from "./fixtures/world-people";
import { addQuestion } from "./fixtures/world-questions";

test.use({ world: "empty" });

const SECOND = 1 / 86_400;

interface Scene {
  teamId: string;
  briefId: string;
  questionId: string;
  scenarioId: string;
  people: Record<"lead" | "ada" | "ben" | "cem", Person>;
}

/** A desk of a lead and three analysts with one open question and the reasons for it. */
async function scene(db: PrismaClient): Promise<Scene> {
  const { teamId, briefId, join, addScenario } = await addDesk(db);
  const people = {
    lead: await join("Lia Lead", "LEAD"),
    ada: await join("Ada Analyst", "FORECASTER"),
    ben: await join("Ben Analyst", "FORECASTER"),
    cem: await join("Cem Analyst", "FORECASTER"),
  };
  await db.briefVersion.create({
    data: { teamId, briefId, number: 1, title: "On the strait", language: "en", text: "It may be closed." },
    select: { id: true },
  });
  const scenarioId = await addScenario("The strait is closed to shipping");
  await seedRationale(db, { scenarioId, teamId, userId: null, content: [paragraph("The fleet has left its port.")] });
  const title = "Will the strait be closed by the end of the year?";
  const { questionId } = await addQuestion(db, { teamId, scenarioId, authorId: people.lead.userId, title }, "OPEN");
  return { teamId, briefId, questionId, scenarioId, people };
}

const banner = (page: Page, round: number) => page.getByRole("region", { name: `Round ${round}`, exact: true });
const rounds = (page: Page) => page.getByRole("region", { name: "Rounds", exact: true });

async function answer(page: Page, [low, best, high]: readonly [string, string, string], why = "") {
  await page.getByLabel("Lowest it may be").fill(low);
  await page.getByRole("textbox", { name: "Best estimate" }).fill(best);
  await page.getByLabel("Highest it may be").fill(high);
  if (why) await page.getByLabel(/Why, in one line|What changed/).fill(why);
  await page.getByRole("button", { name: /^Save forecast/ }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
}

test("a whole round and its second: blind numbers, an early end, the discussion, who moved and why", async ({
  browser,
  server,
}) => {
  test.slow();
  const { questionId, scenarioId, briefId, people } = await inDatabase(server.databaseUrl, scene);
  const path = `/questions/${questionId}`;
  const [lead, ada, ben, cem] = [
    await pageAs(browser, server.url, people.lead, path),
    await pageAs(browser, server.url, people.ada, path),
    await pageAs(browser, server.url, people.ben, path),
    await pageAs(browser, server.url, people.cem, path),
  ];

  // Opened by the lead, it is there for the others without a reload, and on their desks and notices.
  await lead.getByText("Open round 1").first().click();
  await lead.getByLabel("Message").fill("Look at the insurance rates first.");
  await lead.getByRole("button", { name: "Open round 1" }).click();
  await expect(banner(lead, 1)).toContainText("0 of 4 have answered");
  await expect(banner(ada, 1)).toContainText("Look at the insurance rates first.");
  await expect(banner(ada, 1)).toContainText("It waits for you.");
  await expect(ben.getByText("Shown when the round closes")).toBeVisible();

  // By keyboard alone, with what is wrong said at its field.
  await ada.getByLabel("Lowest it may be").focus();
  await ada.keyboard.type("45");
  await ada.keyboard.press("Tab");
  await ada.keyboard.type("30");
  await ada.keyboard.press("Tab");
  await ada.keyboard.type("55");
  await ada.keyboard.press("Tab");
  await expect(ada.getByRole("alert").filter({ hasText: "at most your best estimate" })).toBeVisible();
  await expect(ada.getByRole("button", { name: /^Save forecast/ })).toBeDisabled();
  await ada.getByLabel("Lowest it may be").fill("20");
  await ada.keyboard.press("ArrowUp");
  await expect(ada.getByLabel("Lowest it may be")).toHaveValue("21");
  await ada.keyboard.press("Enter");
  await expect(ada.getByText(/^Saved/)).toBeVisible();
  await answer(ben, ["50", "73.4", "90"], "The rates have doubled");

  // Who has answered is shown; what they said is not.
  await cem.reload();
  await expect(banner(cem, 1)).toContainText("2 of 4 have answered: Ada Analyst and Ben Analyst");
  for (const page of [cem, lead]) {
    await page.reload();
    const seen = await page.content();
    for (const secret of ["73.4", "0.734", "The rates have doubled", "0.21"]) expect(seen).not.toContain(secret);
  }
  await cem.goto("/");
  await expect(cem.getByRole("region", { name: "Rounds closing" })).toContainText("round 1 ends");
  await cem.goto(`/scenarios/${scenarioId}`);
  await expect(cem.getByText("No numbers here, please")).toBeVisible();
  await expect(cem.getByText("Hidden with the numbers.").first()).toBeVisible();
  await cem.goto(path);

  // Ended early: the press names its effect, and every open page shows the numbers by itself.
  await lead.getByRole("button", { name: "End round 1 now" }).click();
  await expect(lead.getByRole("dialog")).toContainText("2 people have not answered");
  await lead.getByRole("button", { name: "End it and show 2 answers" }).click();
  await expect(banner(lead, 1)).toBeHidden();
  await expect(rounds(ada)).toContainText("After round 1 the median of 2 people is");
  await expect(rounds(ada).getByRole("row", { name: /Ben Analyst/ })).toContainText("The rates have doubled");

  // Late for the round, and an ordinary forecast all the same.
  await cem.getByRole("textbox", { name: "Probability" }).fill("60");
  await cem.keyboard.press("Enter");
  await expect(cem.getByText(/Standing: 60/)).toBeVisible();
  await cem.getByText("Every entry", { exact: true }).click();
  await expect(cem.getByText("late for round 1")).toBeVisible();

  // Discussed, and seen by the others without a reload.
  await ben.getByLabel("Add to the discussion").fill("Premiums rose before the fleet left.");
  await ben
    .getByRole("button", { name: /comment|add|post/i })
    .first()
    .click();
  await expect(ada.getByText("Premiums rose before the fleet left.")).toBeVisible();

  // The second round is opened for the set of the brief; the first one's numbers stay.
  await lead.goto(`/briefs/${briefId}/rounds`);
  await lead.getByRole("button", { name: "Open round 2" }).click();
  await expect(banner(ada, 2)).toContainText("What was said before it is shown");
  await expect(ada.getByText("The discussion is closed until round 2 ends.")).toBeVisible();
  await answer(ada, ["40", "61.7", "80"], "Premiums lead by weeks");
  await ben.getByRole("button", { name: "Reaffirm" }).click();
  await expect(ben.getByText(/^Reaffirmed/)).toBeVisible();
  await ben.reload();
  const during = await ben.content();
  for (const secret of ["61.7", "0.617", "Premiums lead by weeks"]) expect(during).not.toContain(secret);
  await expect(rounds(ben).getByRole("row", { name: /Ada Analyst/ })).toContainText("30");

  await lead.reload();
  await lead.getByRole("button", { name: "End round 2 now" }).click();
  await lead.getByRole("button", { name: /^End it and show/ }).click();
  await expect(rounds(ada)).toContainText("From round 1 to round 2 the middle half went from");
  await expect(rounds(ada)).toContainText("1 person moved, 1 stayed");
  await expect(rounds(ada).getByRole("row", { name: /Ada Analyst/ })).toContainText("up 31.7 points");
  await expect(rounds(ada).getByRole("row", { name: /Ada Analyst/ })).toContainText("Premiums lead by weeks");

  // The rationale is kept with each end, and the scenario's page has the summary too.
  await expect(rounds(ada).getByRole("link", { name: /^version / })).toHaveCount(2);
  await ada.goto(`/scenarios/${scenarioId}`);
  await expect(rounds(ada)).toContainText("From round 1 to round 2");
});

test("a round ends by the clock on a page that is open", async ({ browser, server }) => {
  const { questionId, teamId, people } = await inDatabase(server.databaseUrl, scene);
  await inDatabase(server.databaseUrl, (db) =>
    addRound(db, { teamId, questionId, number: 1, opens: -1, ends: 25 * SECOND }),
  );
  const page = await pageAs(browser, server.url, people.ada, `/questions/${questionId}`);
  await expect(banner(page, 1)).toBeVisible();
  await expect(banner(page, 1)).toBeHidden({ timeout: 60_000 });
  await expect(page.getByRole("textbox", { name: "Probability" })).toBeEnabled();
});

test("on a phone the three numbers fit, and nothing needs a sideways scroll", async ({ browser, server }) => {
  const { questionId, teamId, people } = await inDatabase(server.databaseUrl, scene);
  await inDatabase(server.databaseUrl, (db) => addRound(db, { teamId, questionId, number: 1, opens: -1, ends: 1 }));
  const page = await pageAs(browser, server.url, people.ada, `/questions/${questionId}`);
  await page.setViewportSize({ width: 390, height: 800 });
  await answer(page, ["10", "20.5", "40"]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
