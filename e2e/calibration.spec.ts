import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/server";
import { signIn } from "./fixtures/sign-in";

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.length}`,
  );

test("a leader chooses whose forecasts and when by keyboard, and opens the questions behind a point", async ({
  page,
  context,
  server,
}) => {
  await signIn(context, server.url, "leader@demo.example");
  await page.goto("/calibration");
  await expect(page.getByRole("img", { name: /^Reliability diagram\./ })).toBeVisible();
  await page.getByLabel("Who").focus();
  await page.keyboard.press("ArrowDown");
  await page.getByLabel("Forecast taken").focus();
  await page.keyboard.press("End");
  await page.getByRole("button", { name: "Show" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/who=median/);
  await expect(page).toHaveURL(/taken=time/);
  await expect(page.getByText(/^When the crowd says/)).toBeVisible();

  await page.getByLabel("Who").selectOption("Everybody");
  await page.getByLabel("Forecast taken").selectOption("Halfway to the close");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).not.toHaveURL(/median/);
  const point = page.getByRole("link", { name: /^Said .* happened / }).first();
  const said = await point.getAttribute("aria-label");
  await point.focus();
  await page.keyboard.press("Enter");
  const behind = page.getByRole("region", { name: /^Said / });
  const questions = Number(/on (\d+) question/.exec(said ?? "")?.[1]);
  await expect(behind.getByRole("row")).toHaveCount(questions + 1);
  await expect(behind.getByRole("rowheader").getByRole("link").first()).toHaveAttribute("href", /^\/questions\//);
  await expect(page.getByRole("link", { name: said ?? "" })).toHaveAttribute("aria-current", "true");
  expect(await violations(page)).toEqual([]);
});

test.describe("before any script", () => {
  test.use({ javaScriptEnabled: false });

  test("two periods are compared, side by side in figures and apart in the drawing", async ({
    page,
    context,
    server,
  }) => {
    await signIn(context, server.url, "leader@demo.example");
    await page.goto("/calibration");
    await page.getByLabel("Closed from").fill("2024-01-01");
    await page.getByLabel("Compare with").selectOption("Another period");
    await page.getByLabel("Its last day").fill("2023-12-31");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/vs=period/);
    const table = page.getByRole("region", { name: "Everybody, from 1 Jan 2024 and Everybody, to 31 Dec 2023" });
    await expect(table.getByRole("row")).toHaveCount(3);
    await expect(page.getByText("They share no question")).toBeVisible();
    await expect(page.getByRole("link", { name: /^Everybody, to 31 Dec 2023: Said / }).first()).toBeVisible();
    await page.getByText("Show the numbers").click();
    await expect(page.getByRole("table", { name: /^Everybody, to 31 Dec 2023: steps/ })).toBeVisible();
  });

  test("the overview says how a team stands, and every number leads on", async ({ page, context, server }) => {
    await signIn(context, server.url, "leader@demo.example");
    await page.goto("/overview");
    await page.getByRole("link", { name: /^the crowd scored 0\./ }).click();
    await expect(page).toHaveURL(/\/calibration\?team=.*who=median/);
    await page.goBack();
    await page.getByRole("form", { name: "Team" }).getByRole("combobox").selectOption("All teams");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "All teams" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Teams" }).getByRole("row")).toHaveCount(3);
  });
});

test("the overview prints on two sheets, without doors and presses", async ({ page, context, server }) => {
  await signIn(context, server.url, "leader@demo.example");
  await page.goto("/overview");
  await expect(page.getByRole("heading", { name: "Open questions, the next to close first" })).toBeVisible();
  const sheets = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  expect(sheets.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(page.getByRole("table", { name: "Open questions", exact: true })).toBeVisible();
});
