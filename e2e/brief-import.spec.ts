import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/server";
import { SHARED_ABSENT, sharedDir } from "./fixtures/shared";
import { signIn } from "./fixtures/sign-in";

const LEAD = "lead@demo.example";
const shared = sharedDir();
const example = (name: string) => readFileSync(resolve("core/brief/examples", name), "utf8");

async function paste(page: Page, text: string) {
  await page.goto("/briefs/new");
  await page.getByLabel("Text of the brief").fill(text);
  await page.getByRole("button", { name: "Read the text" }).click();
}

async function saveAsBrief(page: Page, text: string) {
  await paste(page, text);
  await page.getByRole("button", { name: "Save as version 1" }).click();
  await page.waitForURL(/\/briefs\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** Selects words of the brief as a drag of the pointer would leave them selected. */
async function selectWords(page: Page, words: string) {
  await page.evaluate((wanted) => {
    for (const piece of document.querySelectorAll("[data-at]")) {
      const node = piece.firstChild;
      const at = node?.textContent?.indexOf(wanted) ?? -1;
      if (!node || at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      piece.scrollIntoView({ block: "center" });
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      return;
    }
    throw new Error(`no such words: ${wanted}`);
  }, words);
}

test.beforeEach(({ context, server }) => signIn(context, server.url, LEAD));

test("the real article is read as a careful reader reads it, a cut can be undone, and it is saved", async ({
  page,
}) => {
  test.skip(shared === null, SHARED_ABSENT);
  await paste(page, readFileSync(join(shared ?? "", "brief/russia-north-korea-china.txt"), "utf8"));

  await expect(page.getByRole("heading", { name: "Check what was kept" })).toBeVisible();
  await expect(page.getByLabel("Title")).toHaveValue("Is a Russia-North Korea-China alliance possible?");
  await expect(page.getByLabel("Author")).toHaveValue("Dr. Cenk Tamer");
  await expect(page.getByLabel("Publisher")).toHaveValue("ANKASAM");
  const panel = page.getByRole("form", { name: "Ready to save" });
  await expect(panel).toContainText("8 paragraphs, 3 notes, a note on the author");
  await expect(panel).toContainText("[1] ¶1, [2] ¶4, [3] ¶7");
  const cuts = page.locator(".imp.cut");
  await expect(cuts).toHaveCount(4);
  await expect(cuts.first()).toContainText("Paylaş");
  await expect(cuts.first()).toContainText("share buttons");

  await page.getByRole("button", { name: "Keep: Paylaş" }).click();
  await expect(cuts).toHaveCount(3);
  await expect(panel).toContainText("8 paragraphs, 1 heading");
  await expect(panel).toContainText("3 pieces, 1 brought back");
  await page.getByRole("button", { name: "Undo: Paylaş" }).click();
  await expect(panel).toContainText("8 paragraphs, 3 notes");

  await page.getByRole("button", { name: "Save as version 1" }).click();
  await page.waitForURL(/\/briefs\/[0-9a-f-]{36}$/);
  await expect(page.locator("[id^='p']").filter({ has: page.locator("[data-at]") })).toHaveCount(8);
  await expect(page.locator("#p7").getByRole("link", { name: "Note 3" })).toHaveAttribute("href", "#note-3");
  await expect(page.locator("#note-2").getByRole("link").first()).toHaveAttribute(
    "href",
    /^https:\/\/www\.theguardian\.com\//,
  );
  await expect(page.locator("#note-1")).toContainText("Ny Times. Read 16 Sep 2023.");
  await expect(page.getByText("Suggested, from")).toHaveCount(11);
});

test("selected words become a scenario by the key n, and its card leads back to them", async ({ page }) => {
  await saveAsBrief(page, example("one-line-paragraphs.txt"));
  await selectWords(page, "Her successor could withdraw");
  await expect(page.getByRole("toolbar", { name: "Selected text" })).toBeVisible();
  await page.keyboard.press("n");

  const dialog = page.getByRole("dialog", { name: "New scenario" });
  await expect(dialog.getByLabel("Statement")).toHaveValue("Her successor could withdraw.");
  await expect(dialog.getByLabel("Statement")).toBeFocused();
  await dialog.getByLabel("Statement").fill("  ");
  await dialog.getByRole("button", { name: "Save scenario" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Say in a sentence what may happen.");
  await dialog.getByLabel("Statement").fill("The south withdraws from the accord.");
  await dialog.getByRole("button", { name: "Save scenario" }).click();

  const card = page.getByRole("article").filter({ hasText: "The south withdraws from the accord." });
  await expect(card).toContainText("no question yet");
  await expect(card.getByRole("link", { name: "Write one" })).toHaveAttribute(
    "href",
    /^\/scenarios\/[0-9a-f-]{36}\/question$/,
  );
  await card.getByRole("link", { name: /to its words in the text/ }).click();
  await expect(page).toHaveURL(/#a1$/);
  const quoted = page.locator("#a1");
  await expect(quoted).toHaveText("Her successor could withdraw");
  await expect(quoted).toHaveClass(/\bon\b/);
  await expect(quoted).toBeInViewport();

  await page.reload();
  await expect(page.locator("#a1")).toHaveText("Her successor could withdraw");
});

test("without selecting: a suggestion and a whole paragraph become scenarios, one more quote is added, one is archived and restored", async ({
  page,
}) => {
  await saveAsBrief(page, example("scenarios.md"));
  await expect(page.getByText("Suggested, from")).toHaveCount(7);
  await page.getByRole("button", { name: "New scenario from: Renewal on the old terms." }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save scenario" }).click();
  await expect(page.locator("#s1")).toContainText("Renewal on the old terms.");
  await expect(page.getByText("Suggested, from")).toHaveCount(6);

  await page.getByRole("button", { name: "New scenario from ¶2", exact: true }).focus();
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Statement").fill("Both capitals extend the pact.");
  await dialog.getByRole("button", { name: "Save scenario" }).click();
  await expect(page.locator("#a2")).toContainText("Both capitals extend the pact by five years.");

  await selectWords(page, "The pact lapses and nobody notices");
  await page.getByRole("toolbar").getByRole("button", { name: "Add to scenario" }).click();
  await dialog.getByLabel("Scenario").selectOption({ label: "1. Renewal on the old terms." });
  await dialog.getByRole("button", { name: "Add the quote" }).click();
  await expect(page.locator("mark[data-scenarios='1']")).toHaveCount(2);

  await page.getByRole("button", { name: "Edit scenario 2" }).click();
  await dialog.getByLabel("Statement").fill("The pact is extended.");
  await dialog.getByRole("button", { name: "Save statement" }).click();
  await expect(page.locator("#s2")).toContainText("The pact is extended.");
  await page.getByRole("button", { name: "Edit scenario 2" }).click();
  await dialog.getByRole("button", { name: "Archive scenario" }).click();
  await expect(page.locator("#s2")).toHaveCount(0);
  await page.getByText("1 archived scenario").click();
  await page.getByRole("button", { name: "Restore scenario 2" }).click();
  await expect(page.locator("#s2")).toContainText("The pact is extended.");
});

test("bad inputs are refused with a sentence at the field, nothing is saved, and what was typed stays", async ({
  page,
}) => {
  await page.goto("/briefs");
  const before = await page.getByRole("main").getByRole("listitem").count();
  await page.goto("/briefs/new");
  const field = page.getByLabel("Text of the brief");
  const problem = page.getByRole("main").getByRole("alert");
  const file = page.locator("input[type=file]");

  await page.getByRole("button", { name: "Read the text" }).click();
  await expect(problem).toContainText("There is no text here");
  await expect(field).toHaveAttribute("aria-invalid", "true");

  await field.fill("Words that I typed and want to keep.");
  await file.setInputFiles({ name: "big.txt", mimeType: "text/plain", buffer: Buffer.alloc(20 * 1024 * 1024, "x") });
  await expect(problem).toContainText("20.0 MB; a brief may have 2 MB");
  await file.setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") });
  await expect(problem).toContainText("This is a PDF");
  await file.setInputFiles({ name: "a.bin", mimeType: "text/plain", buffer: Buffer.from([0, 1, 2, 3, 255]) });
  await expect(problem).toContainText("does not hold text");
  const cyrillic = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0]);
  await file.setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: cyrillic });
  await expect(problem).toContainText("looks like Windows-1251");
  await expect(field).toHaveValue("Words that I typed and want to keep.");

  const html = `<!doctype html><title>t</title><script>document.title = "stolen"</script><h1>Ice in the sound</h1>
    <p onclick="alert(1)">The ferry may stop in winter, and the island would then depend on one small aeroplane.</p>`;
  await file.setInputFiles({ name: "page.html", mimeType: "text/html", buffer: Buffer.from(html) });
  await expect(page.getByLabel("Title")).toHaveValue("Ice in the sound");
  await expect(page.getByRole("main")).not.toContainText("stolen");
  await page.getByLabel("Title").fill("");
  await page.getByRole("button", { name: "Save as version 1" }).click();
  await expect(problem).toContainText("A brief needs a title.");
  await page.getByRole("button", { name: "Back to the text" }).click();
  await expect(field).toHaveValue("Words that I typed and want to keep.");

  await page.goto("/briefs");
  expect(await page.getByRole("main").getByRole("listitem").count()).toBe(before);
});

test("who may not write finds no way to, and no page", async ({ page, context, server }) => {
  await context.clearCookies();
  await signIn(context, server.url, "analyst1@demo.example");
  await page.goto("/briefs");
  await expect(page.getByRole("link", { name: "New brief" })).toHaveCount(0);
  expect((await page.goto("/briefs/new"))?.status()).toBe(404);
  await page.goto("/briefs");
  await page.getByRole("main").getByRole("listitem").first().getByRole("link").click();
  await expect(page.locator("[data-at]").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /New scenario/ })).toHaveCount(0);
  await expect(page.getByText("Suggested, from")).toHaveCount(0);
  const address = page.url();
  await context.clearCookies();
  await signIn(context, server.url, "outsider@demo.example");
  const answer = await page.goto(address);
  expect(answer?.status()).toBe(404);
  expect(await answer?.text()).not.toContain("Pyongyang");
});
