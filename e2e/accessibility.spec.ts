import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/server";
import { signIn } from "./fixtures/sign-in";

/** Finds every page there is for a person by walking links from the desk: a new page is checked without being listed. */
async function pagesFor(page: Page, limit: number): Promise<string[]> {
  const shapes = new Map<string, string>();
  const queue = ["/"];
  while (queue.length > 0 && shapes.size < limit) {
    const path = queue.shift();
    if (path === undefined) break;
    const shape = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "[id]").replace(/\?.*/, "");
    if (shapes.has(shape)) continue;
    shapes.set(shape, path);
    await page.goto(path);
    const links = await page
      .locator("a[href^='/']")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? "").filter((href) => !href.startsWith("/api/")));
    queue.push(...links.map((href) => href.replace(/#.*/, "")));
  }
  return [...shapes.values()];
}

/** What axe finds on a page in both themes, one line a finding. */
async function violations(page: Page, path: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(path);
  await page.locator("main").first().waitFor();
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, help, nodes } of violations) {
      found.push(`${colorScheme} ${path}: ${id} — ${help}\n  ${nodes.map((n) => n.target.join(" ")).join("\n  ")}`);
    }
  }
  return found;
}

test.describe.configure({ mode: "parallel" });

const PEOPLE = ["admin@demo.example", "leader@demo.example", "lead@demo.example", "analyst1@demo.example"];

for (const email of PEOPLE) {
  test(`axe finds no violation on any page that ${email} can reach, light and dark`, async ({
    page,
    context,
    server,
  }) => {
    test.setTimeout(300_000);
    await signIn(context, server.url, email);
    const paths = await pagesFor(page, 40);
    expect(paths.length, "pages found by following links").toBeGreaterThan(8);
    const found: string[] = [];
    for (const path of paths) found.push(...(await violations(page, path)));
    expect(found.join("\n")).toBe("");
  });
}

test("axe finds no violation on the pages before sign-in, light and dark", async ({ page }) => {
  const found: string[] = [];
  for (const path of ["/sign-in", "/forgot-password", "/how-you-are-scored", "/invitation/unknown", "/no-such-page"]) {
    found.push(...(await violations(page, path)));
  }
  expect(found.join("\n")).toBe("");
});

test("no page scrolls sideways on a phone", async ({ page, context, server }) => {
  test.setTimeout(120_000);
  await signIn(context, server.url, "lead@demo.example");
  const paths = await pagesFor(page, 40);
  await page.setViewportSize({ width: 390, height: 844 });
  const wide: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 390) wide.push(`${path}: ${width} px`);
  }
  expect(wide.join("\n")).toBe("");
});
