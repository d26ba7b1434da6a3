import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures/server";
import { signIn } from "./fixtures/sign-in";
import { inDatabase } from "./fixtures/world-database";

const PHONE = { viewport: { width: 390, height: 844 } };

async function as(browser: Browser, url: string, who: string, options = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, ...options });
  await signIn(context, url, `${who}@demo.example`);
  return context.newPage();
}

const rows = (page: Page) => page.locator(".lb tbody tr:not(.bandhead):not(.crowdrow)");

test("a leader filters by tag, changes k by key and follows a number to the forecasts behind it", async ({
  browser,
  server,
}) => {
  const page = await as(browser, server.url, "leader");
  await page.goto("/leaderboard");
  await expect(rows(page)).toHaveCount(7);
  await expect(page.getByText("no two of them can be told apart")).toBeVisible();
  const before = await rows(page).first().locator("td.num").first().innerText();

  await page.getByLabel("Shrinkage k").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/k=0/);
  await expect(rows(page).first().locator("td.num").first()).not.toHaveText(before);

  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const file = await (await coming).createReadStream();
  const text = Buffer.concat(await file.toArray()).toString();
  expect(text.split("\r\n").filter((line) => line.startsWith("ranked,"))).toHaveLength(7);
  expect(text).toContain("peer,0,");

  await page.getByLabel("Tag").selectOption("treaty");
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("link", { name: "3 questions count" }).click();
  const counted = page.getByRole("region", { name: "Questions that count" });
  await expect(counted.getByRole("row")).toHaveCount(4);

  const line = rows(page).first();
  const score = line.locator("td.num").first().getByRole("link");
  const shown = await score.innerText();
  await score.click();
  await expect(page).toHaveURL(/people\/.*tag=treaty/);
  await expect(page.getByRole("region", { name: "Scored questions" }).getByRole("row")).toHaveCount(4);
  await expect(page.locator("dl.facts").first()).toContainText(shown);
  const points = page
    .getByRole("region", { name: "Scored questions" })
    .getByRole("row")
    .nth(1)
    .locator("td.num")
    .first();
  const part = await points.innerText();
  await points.getByRole("link").click();
  await expect(page).toHaveURL(/questions\/.*scored=/);
  await expect(page.locator("#scores")).toContainText(part);
});

test("on a phone a forecaster reads the board, and its numbers lead to the questions that count", async ({
  browser,
  server,
}) => {
  const page = await as(browser, server.url, "analyst2", PHONE);
  await page.goto("/leaderboard");
  const filters = page.locator(".filter-fold > summary");
  await expect(filters).toContainText("Counted");
  await filters.click();
  await expect(page.getByLabel("Shrinkage k")).toBeVisible();
  const others = page.locator(".lb tbody tr:not(.bandhead):not(.crowdrow):not(.me)");
  await others.first().locator("td.num").first().getByRole("link").click();
  await expect(page).toHaveURL(/list=1#counted/);
  await expect(page.getByRole("heading", { name: "10 questions count" })).toBeInViewport();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide, "nothing scrolls sideways").toBe(false);
});

test("a lead says what members see of each other, and renames a tag with a way back", async ({ browser, server }) => {
  const lead = await as(browser, server.url, "lead");
  await lead.goto("/leaderboard");
  await lead.getByRole("link", { name: "What members see" }).click();
  const choice = lead.getByLabel("Forecasters and observers see");
  await expect(choice).toBeEnabled();
  await choice.selectOption({ label: "initials instead of names" });
  await expect(lead.getByRole("status").filter({ hasText: "initials instead of names" })).toBeVisible();

  const analyst = await as(browser, server.url, "analyst3");
  await analyst.goto("/leaderboard");
  await expect(analyst.getByRole("rowheader", { name: "Analyst 3 you" })).toBeVisible();
  await expect(analyst.locator(".lb")).not.toContainText("Analyst 2");
  await choice.selectOption({ label: "everybody’s name and line" });
  await expect(choice).toHaveValue("NAMES");

  await lead.goto("/tags");
  await lead.getByRole("button", { name: "Rename tag troops" }).click();
  await lead.getByRole("dialog").getByLabel("Name").fill("soldiers");
  await lead.getByRole("button", { name: "Rename the tag" }).click();
  await expect(lead.getByRole("heading", { name: "soldiers" })).toBeVisible();
  await lead.getByRole("button", { name: "Undo" }).click();
  await expect(lead.getByRole("heading", { name: "troops" })).toBeVisible();
});

test("that somebody took the board, or the numbers of a set, as a file is in the audit log", async ({
  browser,
  server,
}) => {
  const page = await as(browser, server.url, "lead");
  const briefId = await inDatabase(server.databaseUrl, async (db) => {
    const { scenario } = await db.scenarioRelationMember.findFirstOrThrow({
      select: { scenario: { select: { briefId: true } } },
    });
    return scenario.briefId;
  });
  const since = new Date();
  for (const path of ["/leaderboard/file", `/briefs/${briefId}/relations/file`])
    expect((await page.request.get(path)).headers()["content-type"]).toContain("text/csv");
  const taken = await inDatabase(server.databaseUrl, (db) =>
    db.auditEntry.findMany({
      where: { action: { in: ["leaderboard.export", "relation.export"] }, at: { gte: since } },
      select: { action: true, subjectId: true, actor: { select: { email: true } }, teamId: true },
      orderBy: { id: "asc" },
    }),
  );
  const by = { actor: { email: "lead@demo.example" }, teamId: expect.any(String) };
  expect(taken).toEqual([
    { ...by, action: "leaderboard.export", subjectId: null },
    { ...by, action: "relation.export", subjectId: briefId },
  ]);
});
