import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/server";
import { signIn } from "./fixtures/sign-in";

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Rules whose answer can change with the theme, which changes colours and nothing else. */
const OF_COLOUR = ["color-contrast", "link-in-text-block"];

/** What is wrong with a page on a phone and, for axe, in both themes; one line a finding. The page is loaded once for all. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  const found: string[] = [];
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize(PHONE);
  await page.goto(path);
  await page.locator("main").first().waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > PHONE.width) found.push(`phone ${path}: it scrolls sideways, being ${width} px wide`);
  await page.setViewportSize(DESK);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Legacy: in the page itself, where there are no frames of others; else each run opens one more page to put frames together.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (colorScheme === "light" ? axe : axe.withRules(OF_COLOUR)).analyze();
    for (const { id, help, nodes } of violations) {
      found.push(`${colorScheme} ${path}: ${id} — ${help}\n  ${nodes.map((n) => n.target.join(" ")).join("\n  ")}`);
    }
  }
  return found;
}

/** A link can also lead to a file. */
async function isPage(page: Page, path: string): Promise<boolean> {
  const headers = (await page.request.head(path)).headers();
  const html = headers["content-type"]?.startsWith("text/html") ?? false;
  return html && !headers["content-disposition"]?.startsWith("attachment");
}

/** Looks at every page there is for a person by walking links from the desk: a new page is checked without being listed. */
async function faultsOfPages(page: Page, limit: number): Promise<{ paths: string[]; found: string[] }> {
  const shapes = new Map<string, string>();
  const found: string[] = [];
  const queue = ["/"];
  for (let path = queue.shift(); path !== undefined && shapes.size < limit; path = queue.shift()) {
    const shape = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "[id]").replace(/\?.*/, "");
    if (shapes.has(shape)) continue;
    shapes.set(shape, path);
    if (!(await isPage(page, path))) continue;
    found.push(...(await faultsOf(page, path)));
    const links = await page
      .locator("a[href^='/']")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? "").filter((href) => !href.startsWith("/api/")));
    queue.push(...links.map((href) => href.replace(/#.*/, "")));
  }
  return { paths: [...shapes.values()], found };
}

test.describe.configure({ mode: "parallel" });

const PEOPLE = ["admin@demo.example", "leader@demo.example", "lead@demo.example", "analyst1@demo.example"];

for (const email of PEOPLE) {
  test(`any page that ${email} can reach: axe finds nothing, light and dark, and none scrolls sideways on a phone`, async ({
    page,
    context,
    server,
  }) => {
    test.setTimeout(300_000);
    await signIn(context, server.url, email);
    const { paths, found } = await faultsOfPages(page, 40);
    expect(paths.length, "pages found by following links").toBeGreaterThan(8);
    expect(found.join("\n")).toBe("");
  });
}

test("the pages before sign-in: axe finds nothing, light and dark, and none scrolls sideways on a phone", async ({
  page,
}) => {
  const found: string[] = [];
  for (const path of ["/sign-in", "/forgot-password", "/how-you-are-scored", "/invitation/unknown", "/no-such-page"]) {
    found.push(...(await faultsOf(page, path)));
  }
  expect(found.join("\n")).toBe("");
});
