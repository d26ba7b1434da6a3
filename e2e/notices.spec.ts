import type { Browser, BrowserContext, Page } from "@playwright/test";
import superjson from "superjson";
import { z } from "zod";
import { addDesk } from "./fixtures/desk";
import { expect, test } from "./fixtures/server";
import { signInAs } from "./fixtures/sessions";
import { inDatabase } from "./fixtures/world-database";
import { addPerson, memberIn, type Person } from "./fixtures/world-people";
import { addForecast, addQuestion } from "./fixtures/world-questions";

test.use({ world: "empty" });

const DAY = 86_400_000;
const TITLE = "Will the strait be closed by 31 December 2030?";

/** A question past its close with two forecasts, one of them late, two leads and an administrator. */
async function scene(databaseUrl: string) {
  return inDatabase(databaseUrl, async (db) => {
    const { teamId, join, addScenario } = await addDesk(db);
    const [ada, ben] = [await join("Ada First", "FORECASTER"), await join("Ben Second", "FORECASTER")];
    const [lead, second] = [await join("Lea Lead", "LEAD"), await join("Sam Second", "LEAD")];
    const admin = await addPerson(db, { name: "Amy Admin", orgRole: "ADMIN" });
    const scenarioId = await addScenario("The strait is closed to shipping");
    const question = await addQuestion(db, { teamId, scenarioId, authorId: lead.userId, title: TITLE }, "CLOSED");
    const said = (by: Person, probability: number, daysAgo: number, sequence = 1) =>
      addForecast(db, { teamId, question, memberId: memberIn(by, teamId), probability, daysAgo, sequence });
    await said(ada, 0.7, 40);
    await said(ada, 0.9, 2.5, 2);
    await said(ben, 0.4, 30);
    return { questionId: question.questionId, ada, lead, second, admin };
  });
}

async function contextOf(browser: Browser, url: string, person: Person, options = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, ...options });
  await signInAs(context, url, person);
  return context;
}

/** Calls a procedure as the browser's own pages do. */
async function call(context: BrowserContext, url: string, path: string, input: unknown): Promise<unknown> {
  const answer = await context.request.post(`${url}/api/trpc/${path}`, {
    headers: { origin: new URL(url).origin },
    data: superjson.serialize(input),
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return superjson.deserialize((await answer.json()).result.data);
}

const bell = (page: Page, name: string) => page.getByRole("link", { name, exact: true });

test("a verdict comes by itself to whom it concerns, is read, taken back, muted; its score adds up on the question", async ({
  browser,
  server,
}) => {
  const { url } = server;
  const { questionId, ada, lead, second } = await scene(server.databaseUrl);
  const [proposer, confirmer] = [await contextOf(browser, url, lead), await contextOf(browser, url, second)];
  const mine = await contextOf(browser, url, ada);
  const [desk, theirs] = [await mine.newPage(), await confirmer.newPage()];
  await Promise.all([desk.goto("/briefs"), theirs.goto("/briefs")]);
  await expect(bell(desk, "Notices")).toBeVisible();

  const proposed = await call(proposer, url, "resolution.propose", {
    questionId,
    outcome: "YES",
    knownAt: new Date(Date.now() - 3 * DAY),
    evidenceUrl: "https://record.example/evidence",
    note: "",
  });
  await expect(bell(theirs, "Notices, 1 unread"), "who may confirm is told").toBeVisible();
  await expect(bell(desk, "Notices"), "who may not is not").toBeVisible();
  const { proposalId } = z.object({ proposalId: z.uuid() }).parse(proposed);
  await call(confirmer, url, "resolution.confirm", { proposalId });
  await expect(bell(desk, "Notices, 1 unread")).toBeVisible();
  await expect(bell(theirs, "Notices"), "what was done asks for nothing").toBeVisible();

  await desk.keyboard.press("g");
  await desk.keyboard.press("n");
  const fresh = desk.getByRole("region", { name: "New" });
  await expect(fresh).toContainText("Resolved yes. Your score:");
  await fresh.getByRole("button", { name: `Mark read: ${TITLE}` }).click();
  await expect(bell(desk, "Notices")).toBeVisible();
  await desk.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(bell(desk, "Notices, 1 unread")).toBeVisible();

  await fresh.getByText("Mute", { exact: true }).click();
  await fresh.getByRole("button", { name: "Mute this question" }).click();
  await expect(desk.getByText("You have been told of nothing yet")).toBeVisible();
  await desk.getByRole("button", { name: `Unmute: ${TITLE}` }).click();
  await expect(fresh).toContainText(TITLE);

  await desk.getByRole("checkbox", { name: /^Stale/ }).uncheck();
  await expect(desk.getByRole("status").getByText("Stale: off.")).toBeVisible();
  await desk.reload();
  await expect(desk.getByRole("checkbox", { name: /^Stale/ })).not.toBeChecked();

  await fresh.getByRole("link", { name: TITLE }).click();
  const scores = desk.getByRole("region", { name: "Scores", exact: true });
  await expect(scores.getByRole("heading", { name: /^Your peer score: [+−]/ })).toBeVisible();
  const sum = await scores.getByRole("row", { name: /^Sum of the spans/ }).textContent();
  const stored = await scores.getByRole("row", { name: /^Stored score/ }).textContent();
  expect(sum?.replace("Sum of the spans", "")).toBe(stored?.replace("Stored score", ""));
  await expect(scores).toContainText("1 forecast came too late to count.");
  await expect(bell(desk, "Notices"), "who goes there has read it").toBeVisible();
  await scores.getByRole("link", { name: /^Ben Second/ }).click();
  await expect(scores.getByRole("heading", { name: /^Ben Second’s peer score/ })).toBeVisible();

  const plain = await (await contextOf(browser, url, ada, { javaScriptEnabled: false })).newPage();
  await plain.goto("/notices");
  await expect(plain.getByText("Resolved yes. Your score:")).toBeVisible();
  await plain.goto(`/questions/${questionId}?rule=baseline`);
  await expect(plain.getByRole("heading", { name: /^Your baseline score/ })).toBeVisible();
});

test("an administrator has all scores recomputed and is told when that is done", async ({ browser, server }) => {
  const { admin } = await scene(server.databaseUrl);
  const page = await (await contextOf(browser, server.url, admin)).newPage();
  await page.goto("/admin/scores");
  await expect(page.getByText("Nothing was recomputed yet")).toBeVisible();
  await page.getByRole("button", { name: "Recompute all scores" }).click();
  await expect(page.getByRole("row", { name: /Amy Admin/ })).toBeVisible({ timeout: 30_000 });
});
