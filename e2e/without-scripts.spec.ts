import { expect, test } from "./fixtures/server";
import { signIn } from "./fixtures/sign-in";

test.use({ javaScriptEnabled: false });

test("a brief and its scenarios are readable before any script runs", async ({ page, context, server }) => {
  await signIn(context, server.url, "analyst1@demo.example");
  await page.goto("/briefs");
  await page.getByRole("link", { name: /three neighbours with one quarrel/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("main mark, main .hl").first()).toBeVisible();
  const paragraphs = await page.locator("main p").allInnerTexts();
  expect(paragraphs.join(" ").length).toBeGreaterThan(1500);

  await page.locator("main a[href^='/scenarios/']").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Rationale" })).toBeVisible();
  await expect(page.locator("main svg[role='img']").first()).toBeVisible();
});

test("leaderboard and calibration are there before any script runs", async ({ page, context, server }) => {
  await signIn(context, server.url, "leader@demo.example");
  await page.goto("/leaderboard");
  await expect(page.getByRole("table").first()).toBeVisible();
  await page.goto("/calibration");
  await expect(page.locator("main svg[role='img']").first()).toBeVisible();
});
