import { opens, pageTable } from "./fixtures/page-table";
import { editorOf } from "./fixtures/rationale-page";
import { expect, test } from "./fixtures/server";
import { cookieOf, signInAs } from "./fixtures/sessions";
import { sharedCache } from "./fixtures/shared-cache";
import { buildWorld, type World } from "./fixtures/world";
import { inDatabase } from "./fixtures/world-database";

/** What is left with a browser or a cache when a reader has gone: nothing of theirs. */
test.use({ world: "empty" });

let world: World;
test.beforeAll(async ({ server }) => {
  world = await inDatabase(server.databaseUrl, (db) => buildWorld(db));
});

test("a cache that people share keeps nothing of one for another", async ({ server }) => {
  const cache = await sharedCache(new URL(server.url).origin);
  const { lead, outsider } = world.people;
  const rows = Object.values(pageTable(world)).flat();
  const paths = [
    ...rows.filter((row) => opens(row, lead)).map(({ path }) => path),
    `/api/evidence/${world.own.fileId}`,
    "/api/trpc/notice.unread",
    "/api/auth/session",
  ];
  const read = async (cookie: string, path: string, more: Record<string, string> = {}) =>
    (await fetch(`${cache.url}${path}`, { headers: { cookie, ...more }, redirect: "manual" })).text();
  const [first, second] = [await cookieOf(lead), await cookieOf(outsider)];
  for (const path of paths) await read(first, path);
  for (const path of paths.slice(0, 30)) await read(first, path, { rsc: "1" });
  for (const [cookie, who] of [
    [second, "another"],
    ["", "nobody"],
  ] as const)
    for (const path of paths) expect(await read(cookie, path), `${path} for ${who}`).not.toContain(world.own.mark);
  expect(cache.keeps().filter((path) => !path.startsWith("/_next/static/"))).toEqual([]);
  // It would keep what it may: the files that never change.
  const asset = /\/_next\/static\/[^"]+\.js/.exec(await read("", "/sign-in"))?.[0] ?? "";
  await read("", asset);
  await read("", asset);
  expect(cache.hits()).toBe(1);
  cache.close();
});

test("who signs out leaves nothing in the browser for the next: not by the way back, in another tab, or in what was kept", async ({
  browser,
  server,
}) => {
  const { lead, outsider } = world.people;
  const context = await browser.newContext({ baseURL: server.url });
  await signInAs(context, server.url, lead);
  const [page, other] = [await context.newPage(), await context.newPage()];
  const { mark, briefId, questions } = world.own;
  await page.goto(`/scenarios/${questions.OPEN.scenarioId}`);
  await editorOf(page).click();
  await editorOf(page).pressSequentially(`Kept of ${mark}.`);
  await page.goto(`/briefs/${briefId}`);
  await expect(page.locator("body")).toContainText(mark);
  await other.goto(`/questions/${questions.OPEN.questionId}`);
  await expect(other.locator("body")).toContainText(mark);

  const left = page.waitForResponse(
    (answer) => answer.url().endsWith("/api/auth/signout") && answer.request().method() === "POST",
  );
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('a[href="/api/auth/signout"]') ?? {}).some((key) =>
      key.startsWith("__reactProps"),
    ),
  );
  await page.getByRole("link", { name: "Sign out", exact: true }).click();
  expect((await (await left).allHeaders())["clear-site-data"]).toBe('"cache", "storage"');
  await page.waitForURL(/\/sign-in/);
  await other.waitForURL(/\/sign-in/);
  expect(await other.locator("body").innerText()).not.toContain(mark);
  for (const each of [page, other]) {
    await each.goBack().catch(() => null);
    await expect(each).toHaveURL(/\/sign-in|^about:blank$/);
    expect(await each.content()).not.toContain(mark);
  }
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ""));
  expect(databases.filter((name) => name.startsWith("bellwether:"))).toEqual([]);

  await signInAs(context, server.url, outsider);
  for (const path of [
    `/briefs/${briefId}`,
    `/questions/${questions.OPEN.questionId}`,
    `/scenarios/${questions.OPEN.scenarioId}/rationale`,
    "/briefs",
    "/",
  ]) {
    await page.goto(path);
    expect(await page.content(), path).not.toContain(mark);
    await page.reload();
    expect(await page.content(), path).not.toContain(mark);
  }
  await page.goBack();
  expect(await page.content()).not.toContain(mark);
  await context.setOffline(true);
  await page.goto(`/scenarios/${questions.OPEN.scenarioId}/rationale`).catch(() => null);
  // The page of a browser without a connection comes by a navigation of its own.
  await expect(async () => expect(await page.content()).not.toContain(mark)).toPass();
  await context.close();
});
