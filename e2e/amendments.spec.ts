import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures/server";
import { pageAs, signInAs } from "./fixtures/sessions";
import { buildWorld, type World } from "./fixtures/world";
import { inDatabase } from "./fixtures/world-database";

/** Each kind of amendment in the browser, what it does to forecasts, and a link to the past opened with other rights. */
test.use({ world: "empty" });
test.describe.configure({ mode: "serial" });

let world: World;
/** Before anything was amended. */
let before = "";
test.beforeAll(async ({ server }) => {
  world = await inDatabase(server.databaseUrl, (db) => buildWorld(db));
  before = new Date().toISOString();
});

const as = (browser: Browser, url: string, person: keyof World["people"]) => pageAs(browser, url, world.people[person]);

async function amend(page: Page, kind: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Amend" }).click();
  await page.getByRole("radio", { name: kind }).check();
  await page.getByRole("button", { name: "Go on" }).click();
}

const openPath = () => `/questions/${world.own.questions.OPEN.questionId}`;

test("a clarification shows its diff before the press; forecasts stand, say so, and are reaffirmed by one press", async ({
  browser,
  server,
}) => {
  const lead = await as(browser, server.url, "lead");
  await lead.goto(openPath());
  await amend(lead, /^Clarification/);
  const form = lead.getByRole("form", { name: "Clarify the wording" });
  await form.getByLabel("Criteria").fill("Counts when the public register says so.");
  await form.getByLabel("Reason").fill("Two readers took it two ways.");
  await form.getByRole("button", { name: "See what changes" }).click();
  const preview = form.getByRole("region", { name: "What would change" });
  await expect(preview.locator("ins").first()).toContainText("public register");
  await expect(preview.locator("del").first()).toBeVisible();
  await form.getByRole("button", { name: "Publish version 2" }).click();
  const versions = lead.getByRole("region", { name: "Versions" });
  await expect(versions.getByText("clarification", { exact: true })).toBeVisible();
  await versions.getByText("What changed from version 1").click();
  await expect(versions.locator("ins").first()).toContainText("public register");
  const standing = lead.getByRole("region", { name: "Standing forecasts" });
  await expect(standing.getByText("before the wording changed").first()).toBeVisible();

  const analyst = await as(browser, server.url, "forecaster");
  await analyst.goto("/notices");
  await expect(analyst.getByText(/Worded more clearly: version 2/)).toBeVisible();
  await expect(analyst.getByText("Two readers took it two ways.", { exact: false })).toBeVisible();
  await analyst.goto(openPath());
  const note = analyst.getByText("before the wording changed. It stands.", { exact: false });
  await expect(note).toBeVisible();
  await analyst.getByRole("button", { name: /^Reaffirm .*:/ }).click();
  await expect(note).toBeHidden();
});

test("a moved close keeps the words and the forecasts", async ({ browser, server }) => {
  const lead = await as(browser, server.url, "lead");
  await lead.goto(openPath());
  await amend(lead, /^The close moves/);
  await lead.getByLabel("New close").fill("2035-01-01T12:00");
  await lead.getByLabel("Reason").fill("The vote was put off.");
  await lead.getByRole("button", { name: "Move the close" }).click();
  const versions = lead.getByRole("region", { name: "Versions" });
  await expect(versions.getByText("close moved", { exact: true })).toBeVisible();
  await expect(versions.getByText("The vote was put off.", { exact: false })).toBeVisible();
});

test("a change of meaning voids the question and opens its successor, linked both ways", async ({
  browser,
  server,
}) => {
  const lead = await as(browser, server.url, "lead");
  const { questionId } = world.own.questions.CLOSED;
  await lead.goto(`/questions/${questionId}`);
  await amend(lead, /^The meaning changes/);
  const form = lead.getByRole("form", { name: "Change the meaning" });
  await form.getByRole("textbox", { name: "Question", exact: true }).fill("Will it come to pass twice?");
  await form.getByLabel("The new question closes").fill("2035-06-01T12:00");
  await form.getByRole("button", { name: "See what changes" }).click();
  await expect(form.getByText("gives no scores", { exact: false })).toBeVisible();
  await form.getByRole("button", { name: "Void it and open the successor" }).click();
  await expect(form.getByText("Say why: forecasters read it.")).toBeVisible();
  await form.getByLabel("Reason").fill("It asked for the wrong thing.");
  await form.getByRole("button", { name: "See what changes" }).click();
  await form.getByRole("button", { name: "Void it and open the successor" }).click();
  await expect(lead.getByRole("heading", { level: 1 })).toHaveText("Will it come to pass twice?");
  await expect(lead.getByText("It took the place of a question", { exact: false })).toBeVisible();
  await lead.goto(`/questions/${questionId}`);
  await expect(lead.getByText("Void", { exact: true }).first()).toBeVisible();
  await lead.getByRole("link", { name: "Will it come to pass twice?" }).click();
  await expect(lead.getByText("Nobody has forecast yet.").first()).toBeVisible();
});

test("a link to the past shows the page as it stood, and to whoever opens it no more than today", async ({
  browser,
  server,
}) => {
  const path = `${openPath()}?at=${before}`;
  const lead = await as(browser, server.url, "lead");
  await lead.goto(path);
  await expect(lead.getByText("As it stood on", { exact: false })).toBeVisible();
  await expect(lead.getByText("Question version 1.")).toBeVisible();
  await expect(lead.getByText("public register")).toHaveCount(0);
  await expect(lead.getByRole("button", { name: "Amend" })).toHaveCount(0);
  await lead.getByRole("link", { name: "Next change" }).click();
  await expect(lead.getByText("public register", { exact: false }).first()).toBeVisible();
  await lead.getByRole("link", { name: "Back to now" }).click();
  await expect(lead.getByRole("button", { name: "Amend" })).toBeVisible();

  // From here on the numbers are hidden from those who do not forecast: in the past too.
  const { OPEN } = world.own.questions;
  const scenario = `/scenarios/${OPEN.scenarioId}?at=${before}`;
  const observer = await as(browser, server.url, "observer");
  await observer.goto(scenario);
  await expect(observer.getByText("31 %", { exact: false }).first()).toBeVisible();
  await inDatabase(server.databaseUrl, (db) =>
    db.question.update({ where: { id: OPEN.questionId }, data: { revealPolicy: "AFTER_FORECAST" } }),
  );
  await observer.goto(scenario);
  await expect(observer.getByText("Shown when the question closes")).toBeVisible();
  await expect(observer.getByText(/31 %|51 %|because of open/)).toHaveCount(0);
  const analyst = await as(browser, server.url, "forecaster");
  await analyst.goto(scenario);
  await expect(analyst.getByText("31 %", { exact: false }).first()).toBeVisible();
  const outsider = await as(browser, server.url, "outsider");
  expect((await outsider.goto(scenario))?.status()).toBe(404);
});

test("the instant can be asked for without a script, in the reader's zone; what is no instant is said", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  await signInAs(context, server.url, world.people.lead);
  const page = await context.newPage();
  const path = `/scenarios/${world.own.questions.RESOLVED.scenarioId}`;
  await page.goto(path);
  await page.getByText("As of: now").click();
  await page.getByLabel("Show this page as of").fill("2020-05-01T10:30");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\?at=2020-05-01T\d\d:30:00\.000Z$/);
  await expect(page.getByText("this is how it began", { exact: false })).toBeVisible();
  await page.goto(`${path}?at=yesterday`);
  await expect(page.getByRole("alert").getByText("“yesterday” is no instant", { exact: false })).toBeVisible();
});
