import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { askedScene } from "./fixtures/asked-scene";
import { expect, test } from "./fixtures/server";
import { pageAs } from "./fixtures/sessions";
import type { Person } from "./fixtures/world-people";

test.use({ world: "empty" });

async function pageOf(browser: Browser, url: string, person: Person, path: string): Promise<Page> {
  const page = await pageAs(browser, url, person, path);
  await ready(page);
  return page;
}

/** The first field takes input: the page's script answers. */
async function ready(page: Page) {
  await expect(mine(page).getByRole("textbox", { name: /optional/ })).toBeEnabled();
}

const mine = (page: Page) => page.getByRole("region", { name: "My forecast" });
const crowd = (page: Page) => page.getByRole("region", { name: "The crowd" });
const save = (page: Page) => page.getByRole("button", { name: /^Save forecast/ });
const done = (page: Page) => mine(page).getByText(/^Saved \d/);

/** Nothing that axe finds, in both themes, and no sideways scrolling on a phone. */
async function expectAccessible(page: Page) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(
      violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(" ")}`),
    ).toEqual([]);
  }
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  if (wide) await page.setViewportSize(wide);
}

/** Tabs on until something has the focus that is looked for; keys alone, as somebody without a mouse would. */
async function tabTo(page: Page, key: "Tab" | "Shift+Tab", role: "slider" | "textbox", name: RegExp) {
  const wanted = await page.getByRole(role, { name }).elementHandle();
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press(key);
    if (await wanted?.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`no ${role} named ${name} within 40 presses of ${key}`);
}

test("multiple choice: the sum is live, one button makes it 100, and it is saved so", async ({ browser, server }) => {
  const options = ["Before October", "October to December", "Other"];
  const {
    questionPath: path,
    first,
    second,
  } = await askedScene(server.databaseUrl, "When will the pact be signed?", {
    type: "multiple_choice",
    options,
  });
  const page = await pageOf(browser, server.url, first, path);
  const field = (option: string) => mine(page).getByRole("textbox", { name: option, exact: true });
  const sum = mine(page).getByRole("status").first();
  const normalise = page.getByRole("button", { name: "Normalise" });
  await expect(field("Other")).toHaveValue("");
  await expect(normalise).toBeDisabled();

  await field("Before October").fill("20");
  await field("October to December").fill("30,5 %");
  await expect(sum).toHaveText("49.5 points left, 1 option empty");
  await field("Other").fill("49,6");
  await expect(sum).toHaveText("0.1 points too many");
  await page.keyboard.press("Enter");
  await expect(mine(page).getByRole("alert")).toContainText("have to come to 100");
  await field("Other").fill("30");
  await field("October to December").fill("30");
  await expect(sum).toHaveText("20 points left");

  await normalise.click();
  await expect(field("Before October")).toHaveValue("25");
  await expect(field("Other")).toHaveValue("37.5");
  await expect(sum).toHaveText(/^100\s%, nothing left$/);
  await mine(page).getByRole("button", { name: "Undo" }).click();
  await expect(field("Before October")).toHaveValue("20");
  await normalise.click();
  await save(page).click();
  await expect(done(page)).toBeVisible();
  await expect(mine(page).getByText(/^Standing: Before October 25/)).toBeVisible();

  const slider = mine(page).getByRole("slider", { name: "Scale for Before October" });
  await slider.focus();
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(field("Before October")).toHaveValue("34.9");
  await expect(slider).toHaveAttribute("aria-valuetext", /^34\.9 percent, unlikely, about 1 in 3$/);
  await page.keyboard.press("Home");
  await expect(field("Before October")).toHaveValue("0.1");
  await expect(mine(page).getByText("A large move. What changed?")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(field("Before October")).toHaveValue("25");

  await field("Before October").fill("45");
  await field("Other").fill("17,5");
  await expect(mine(page).getByRole("list", { name: "What saving changes" }).getByRole("listitem")).toHaveText([
    /^Before October\s*25\s%\s+to\s+45\s%$/,
    /^Other\s*37\.5\s%\s+to\s+17\.5\s%$/,
  ]);
  await field("Other").press("Enter");
  await expect(mine(page).getByText(/^Standing: Before October 45/)).toBeVisible();
  await page.reload();
  await ready(page);
  await expect(field("Before October")).toHaveValue("45");
  await expect(field("Other")).toHaveValue("17.5");

  const other = await pageOf(browser, server.url, second, path);
  await expect(crowd(other)).toContainText("Shown when you have forecast");
  await expect(other.locator("main")).not.toContainText("17.5");
  for (const [i, option] of options.entries()) {
    await mine(other)
      .getByRole("textbox", { name: option, exact: true })
      .fill(["55", "10", "35"][i] ?? "");
  }
  await save(other).click();
  await expect(crowd(other)).toContainText("mean of 2 people");
  await expect(crowd(other)).toContainText(/crowd 50\s%/);
  await expect(page.getByRole("row", { name: /Ben Second/ }).first()).toContainText(/Before October 55/);
  await expectAccessible(page);
});

test("a logarithmic numeric question is answered by keyboard alone", async ({ browser, server }) => {
  const {
    questionPath: path,
    first,
    second,
  } = await askedScene(server.databaseUrl, "How many troops will be sent?", {
    type: "numeric",
    range: {
      min: 1,
      max: 10_000,
      openLower: true,
      openUpper: true,
      zeroPoint: 0,
      unit: "troops",
    },
  });
  const page = await pageOf(browser, server.url, first, path);
  const field = (level: string) => mine(page).getByRole("textbox", { name: new RegExp(`^${level}\\s% below`) });
  const handle = (level: string) => mine(page).getByRole("slider", { name: new RegExp(`^${level}\\s% below`) });
  await page.keyboard.press("f");
  await expect(field("5")).toBeFocused();
  for (const value of ["8", "40", "100", "90", "2 500"]) {
    await page.keyboard.type(value);
    await page.keyboard.press("Tab");
  }
  await expect(mine(page).getByRole("alert")).toContainText(/Must be above the value at 50\s%, 100\stroops/);
  await expect(field("75")).toHaveAttribute("aria-invalid", "true");
  await expect(save(page)).toBeDisabled();
  await tabTo(page, "Shift+Tab", "textbox", /^75\s% below/);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("400");
  await expect(mine(page).getByRole("alert")).toHaveCount(0);
  await expect(handle("50")).toHaveAttribute("aria-valuetext", /^100\stroops$/);
  await expect(handle("50")).toHaveAttribute("aria-valuenow", "500"); // halfway, as the scale is logarithmic
  await page.keyboard.press("Enter");
  await expect(done(page)).toBeVisible();

  await tabTo(page, "Shift+Tab", "slider", /^50\s% below/);
  await page.keyboard.press("ArrowRight");
  await expect(field("50")).toHaveValue("110");
  await page.keyboard.press("End"); // as far as the next quantile leaves room
  await expect(handle("50")).toHaveAttribute("aria-valuetext", /^39\d(\.\d+)?\stroops$/);
  await page.keyboard.press("PageDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  const moved = await field("50").inputValue();
  expect(Number(moved)).toBeGreaterThan(40);
  await tabTo(page, "Tab", "textbox", /^95\s% below/);
  await page.keyboard.press("Enter");
  await expect(mine(page).getByText(/^Standing: median 4/)).toBeVisible();
  await page.reload();
  await ready(page);
  await expect(field("5")).toHaveValue("8");
  await expect(field("50")).toHaveValue(moved);
  await expect(field("95")).toHaveValue("2500");

  const other = await pageOf(browser, server.url, second, path);
  await expect(mine(other).getByRole("button", { name: "Like the crowd’s" })).toHaveCount(0);
  await mine(other).getByRole("button", { name: "Low, best, high" }).click();
  for (const [name, value] of [
    ["Lowest", "100"],
    ["Best", "1 000"],
    ["Highest", "5 000"],
  ] as const) {
    await mine(other).getByRole("textbox", { name, exact: true }).fill(value);
  }
  await mine(other).getByRole("button", { name: "Take these" }).click();
  await expect(mine(other).getByRole("textbox", { name: /^10\s% below/ })).toHaveValue("100");
  await save(other).click();
  await expect(crowd(other)).toContainText("2 people");
  await expect(mine(other).getByRole("button", { name: "Like the crowd’s" })).toBeVisible();
  await expectAccessible(other);
});

test("a date question is answered by date and by dragging on the density", async ({ browser, server }) => {
  const { questionPath: path, first } = await askedScene(server.databaseUrl, "When will the summit be held?", {
    type: "date",
    range: {
      min: Date.UTC(2030, 0, 1),
      max: Date.UTC(2031, 0, 1),
      openLower: false,
      openUpper: true,
      zeroPoint: null,
    },
  });
  const page = await pageOf(browser, server.url, first, path);
  const field = (level: string) =>
    mine(page)
      .getByLabel(new RegExp(`^${level}\\s% before`))
      .and(page.locator("input"));
  await field("5").fill("2029-12-01");
  await field("50").fill("2030-06-01");
  await expect(mine(page).getByRole("alert")).toContainText("cannot lie before 1 Jan 2030");
  await field("5").fill("2030-02-01");
  await field("25").fill("2030-04-01");
  await field("75").fill("2030-09-01");
  await field("95").fill("2031-03-01");
  await expect(mine(page)).toContainText(/[\d.]+\s% after 1 Jan 2031/);

  const handle = mine(page).getByRole("slider", { name: /^50\s% before/ });
  const box = await handle.boundingBox();
  if (!box) throw new Error("the handle is not drawn");
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y, { steps: 4 });
  await expect(field("50")).not.toHaveValue("2030-06-01");
  await page.mouse.move(x + 900, y, { steps: 4 }); // far past the next handle, which it does not pass
  await page.mouse.up();
  const dragged = await field("50").inputValue();
  expect(dragged > "2030-08-25" && dragged < "2030-09-01").toBe(true);
  await save(page).click();
  await expect(done(page)).toBeVisible();
  await page.reload();
  await ready(page);
  await expect(field("5")).toHaveValue("2030-02-01");
  await expect(field("50")).toHaveValue(dragged);
  await expect(crowd(page)).toContainText("1 person");
  await expectAccessible(page);
});
