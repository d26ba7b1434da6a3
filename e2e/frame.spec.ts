import { expect, test } from "./fixtures/server";
import { signIn } from "./fixtures/sign-in";

/** What is around every page: theme, zone, keys. */

test.describe("before signing in", () => {
  test("a theme once chosen is in the next page's first byte, so nothing flashes", async ({ page }) => {
    await page.goto("/how-you-are-scored");
    const theme = page.getByRole("button", { name: /^Theme/ });
    await expect(theme).toHaveText("Theme: system");
    await theme.click();
    await theme.click();
    await expect(theme).toHaveText("Theme: dark");
    const answer = await page.request.get("/how-you-are-scored");
    expect(await answer.text()).toContain('data-theme="dark"');
    await page.reload();
    await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();
  });

  test("the first Tab offers a way past the masthead", async ({ page }) => {
    await page.goto("/how-you-are-scored");
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the page" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.locator("#main")).toBeFocused(); // the router may still be writing its own address
  });
});

test.describe("far from the server", () => {
  test.use({ timezoneId: "Pacific/Auckland" });

  test("times are shown in the reader's zone", async ({ page }) => {
    await page.goto("/how-you-are-scored");
    await expect(page.getByText("Times in Pacific/Auckland; hover for UTC.")).toBeVisible();
    const answer = await page.request.get("/how-you-are-scored");
    expect(await answer.text()).toContain("Pacific/Auckland");
  });
});

test("keys: ? lists them, g then a letter goes places", async ({ page, server }) => {
  await signIn(page.context(), server.url, "lead@demo.example");
  await page.goto("/how-you-are-scored");
  const sheet = page.getByRole("dialog", { name: "Keys" });
  await expect(page.getByRole("button", { name: /^Theme/ })).toBeEnabled(); // so the frame answers
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(sheet).toBeVisible({ timeout: 5000 });
  }).toPass();
  await expect(sheet.getByText("Go to Leaderboard")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page).toHaveURL(/\/leaderboard$/);
});
