import { expect, test } from "./fixtures/server";
import { signIn } from "./fixtures/sign-in";

const FIRST = `The accord and its fees

The ferry may stop in winter. Traders would lose a season.

Fees may be cut by half. Nobody collects them any more.

The southern prime minister may lose her majority in June.`;
const NEXT = `The accord and its fees

A first paragraph that was not there before tells of the spring.

The ferry may stop in winter. Traders would lose a season.

The southern prime minister is likely to lose her majority in June.`;

test("a new version of a brief: quotes stay, one is put by hand, one is orphaned, and the old version stays readable", async ({
  page,
  server,
}) => {
  await signIn(page.context(), server.url, "lead@demo.example");
  await page.goto("/briefs/new");
  await page.getByLabel("Text of the brief").fill(FIRST);
  await page.getByRole("button", { name: "Read the text" }).click();
  await page.getByRole("button", { name: "Save as version 1" }).click();
  await page.waitForURL(/\/briefs\/[0-9a-f-]{36}$/);
  const path = new URL(page.url()).pathname;
  for (const [paragraph, statement] of [
    [1, "The ferry stops"],
    [2, "Fees fall"],
    [3, "The government falls"],
  ] as const) {
    await page.getByRole("button", { name: `New scenario from ¶${paragraph}` }).click();
    const dialog = page.getByRole("dialog", { name: "New scenario" });
    await dialog.getByLabel("Statement").fill(statement);
    await dialog.getByRole("button", { name: "Save scenario" }).click();
    await expect(page.getByRole("link", { name: statement })).toBeVisible();
  }

  await test.step("the review says what moved, and points nothing to other words by itself", async () => {
    await page.getByRole("link", { name: "New version" }).click();
    await page.getByLabel("Text of the brief").fill(NEXT);
    await page.getByRole("button", { name: "Read the text" }).click();
    await page.getByRole("button", { name: "Review the quotes" }).click();
    await expect(page.getByRole("heading", { name: "Review the quotes" })).toBeVisible();
    await expect(
      page.getByText("1 quote stands as it was, 0 moved, 2 lost their words.", { exact: false }),
    ).toBeVisible();
    const changed = page.getByRole("article", { name: "Quote of scenario 3" });
    await expect(changed.locator("ins").first()).toContainText("is likely to");
    await changed.getByRole("button", { name: "Take these words for scenario 3" }).click();
    await expect(changed.getByText("placed by you")).toBeVisible();
    await expect(page.getByText("1 quote stays orphaned", { exact: false })).toBeVisible();
    await page.getByLabel("What changed").fill("The fees are settled.");
    await page.getByRole("button", { name: "Save as version 2" }).click();
    await page.waitForURL((url) => url.pathname === path);
  });

  await test.step("the brief shows its orphan, its versions and what changed", async () => {
    const orphans = page.getByRole("region", { name: "Quotes whose words are gone" });
    await expect(orphans.getByText("Fees may be cut by half", { exact: false })).toBeVisible();
    const versions = page.getByRole("region", { name: "Versions" });
    await expect(versions.getByText("The fees are settled.", { exact: false })).toBeVisible();
    await versions.getByRole("link", { name: "What changed in version 2" }).click();
    await expect(page.locator("del").filter({ hasText: "Fees may be cut by half" })).toBeVisible();
    await expect(page.locator("ins").filter({ hasText: "A first paragraph" })).toBeVisible();
    await page.goto(`${path}?version=1`);
    await expect(page.getByText("You read version 1 of 2")).toBeVisible();
    await expect(page.getByText("Fees may be cut by half", { exact: false }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^New scenario/ })).toHaveCount(0);
  });

  await test.step("the orphan is put again by hand, and its scenario leads to the words", async () => {
    await page.goto(path);
    await page.locator("#p1 .reading").selectText();
    await page.getByRole("toolbar", { name: "Selected text" }).getByRole("button", { name: "Add to scenario" }).click();
    const dialog = page.getByRole("dialog", { name: "Add to a scenario" });
    const lost = dialog.locator("option", { hasText: "in place of the lost words" });
    await dialog.getByLabel("Scenario").selectOption((await lost.getAttribute("value")) ?? "");
    await dialog.getByRole("button", { name: "Add the quote" }).click();
    await expect(page.getByRole("region", { name: "Quotes whose words are gone" })).toHaveCount(0);
    await page.getByRole("link", { name: "Fees fall" }).click();
    await expect(page.getByRole("link", { name: /^¶1 “A first paragraph/ })).toBeVisible();
  });
});
