import type { Browser, Page } from "@playwright/test";
import { askedScene } from "./fixtures/asked-scene";
import { expect, test } from "./fixtures/server";
import { pageAs } from "./fixtures/sessions";
import type { Person } from "./fixtures/world-people";

test.use({ world: "empty" });

const scene = (databaseUrl: string) => askedScene(databaseUrl, "Will the strait be closed by 31 December 2030?");

async function pageOf(browser: Browser, url: string, person: Person, path: string): Promise<Page> {
  const page = await pageAs(browser, url, person, path);
  await expect(page.getByLabel("Probability")).toBeEnabled();
  return page;
}

const number = (page: Page) => page.getByRole("textbox", { name: "Probability" });
const slider = (page: Page) => page.getByRole("slider", { name: /^Scale/ });
const save = (page: Page) => page.getByRole("button", { name: /^Save forecast/ });
const crowd = (page: Page) => page.getByRole("region", { name: "The crowd" });

test("a number, its change, reaffirming and withdrawing", async ({ browser, server }) => {
  const { path, first } = await scene(server.databaseUrl);
  const page = await pageOf(browser, server.url, first, path);
  await expect(number(page)).toHaveValue("");
  await expect(crowd(page)).toContainText("Shown when you have forecast");

  await number(page).fill("40");
  await expect(page.getByText("realistic possibility").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Standing: 40/)).toBeVisible();

  await slider(page).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(number(page)).toHaveValue("29.1");
  await expect(save(page)).toHaveAccessibleName(/40\s%\s+to\s+29\.1\s%/);
  await page.keyboard.press("Escape");
  await expect(number(page)).toHaveValue("40");

  await number(page).fill("35,5");
  await page.getByLabel(/Why, in one line/).fill("A signal at last");
  await save(page).click();
  await expect(page.getByText(/^Standing: 35\.5/)).toBeVisible();

  await page.getByRole("button", { name: "Reaffirm" }).click();
  await expect(page.getByText(/Reaffirmed \d/)).toBeVisible();
  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText(/Withdrawn \d/)).toBeVisible();
  await expect(number(page)).toHaveValue("");
});

test("the crowd shows once one has forecast, and another's forecast appears without reload", async ({
  browser,
  server,
}) => {
  const { path, questionPath, first, second } = await scene(server.databaseUrl);
  const ben = await pageOf(browser, server.url, second, path);
  await number(ben).fill("62");
  await save(ben).click();
  await expect(crowd(ben)).toContainText("1 person");

  const ada = await pageOf(browser, server.url, first, questionPath);
  await expect(crowd(ada)).toContainText("1 person has forecast");
  await expect(ada.locator("main")).not.toContainText("62");
  await number(ada).fill("20");
  await save(ada).click();
  await expect(crowd(ada)).toContainText("41 % median");
  await expect(crowd(ben)).toContainText("41 % median");

  const typed = ada.getByLabel(/Why, in one line/);
  await typed.fill("half a sen");
  await number(ben).fill("70");
  await save(ben).click();
  await expect(crowd(ada)).toContainText("45 % median");
  await expect(typed).toHaveValue("half a sen");
  await expect(typed).toBeFocused(); // and neither what is typed nor where
  await expect(ada.getByRole("row", { name: /Ben Second/ }).first()).toContainText("70");
});

test("eight tabs share one event stream, and all of them see a change", async ({ browser, server }) => {
  const { path, first, second } = await scene(server.databaseUrl);
  const ada = await pageOf(browser, server.url, first, path);
  await number(ada).fill("50");
  await save(ada).click();
  await expect(crowd(ada)).toContainText("50 % median");

  const tabs: Page[] = [ada];
  let streams = 0;
  ada.context().on("request", (request) => {
    if (request.url().includes("live.events")) streams++;
  });
  while (tabs.length < 8) {
    const tab = await ada.context().newPage();
    await tab.goto(path);
    await expect(number(tab)).toBeEnabled();
    tabs.push(tab);
  }
  const ben = await pageOf(browser, server.url, second, path);
  await number(ben).fill("70");
  await save(ben).click();
  for (const tab of tabs) {
    await tab.bringToFront();
    await expect(crowd(tab)).toContainText("60 % median");
  }
  expect(streams).toBe(0);

  await ada.close(); // the tab that leads: another takes the stream over
  await number(ben).fill("80");
  await save(ben).click();
  for (const tab of tabs.slice(1)) {
    await tab.bringToFront();
    await expect(crowd(tab)).toContainText("65 % median");
  }
});

test("a discussion: remark, answer, withdrawal, hidden until one has forecast", async ({ browser, server }) => {
  const { questionPath, first, second } = await scene(server.databaseUrl);
  const ada = await pageOf(browser, server.url, first, questionPath);
  const discussion = (page: Page) => page.getByRole("region", { name: "Discussion" });
  await expect(discussion(ada)).toContainText("Hidden with the numbers");
  await number(ada).fill("30");
  await save(ada).click();
  await ada.getByLabel("Add to the discussion").fill("The insurers left first.");
  await ada.getByRole("button", { name: "Post" }).last().click();
  await expect(discussion(ada)).toContainText("The insurers left first.");

  const ben = await pageOf(browser, server.url, second, questionPath);
  await expect(ben.locator("main")).not.toContainText("insurers");
  await number(ben).fill("45");
  await save(ben).click();
  await expect(discussion(ben)).toContainText("The insurers left first.");
  await discussion(ben).locator("summary", { hasText: "Answer" }).click();
  await discussion(ben).getByLabel("Answer").fill("Which of them?");
  await discussion(ben).getByRole("button", { name: "Post" }).first().click();
  await expect(discussion(ada)).toContainText("Which of them?");
  await discussion(ada).getByRole("button", { name: "Withdraw remark" }).click();
  await expect(discussion(ben)).toContainText("Withdrawn by its author");
});
