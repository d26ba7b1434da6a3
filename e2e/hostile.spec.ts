import { openEditor } from "./collab/editor";
import { caller, idIn } from "./fixtures/calls";
import { HOSTILE_BRIEFS } from "./fixtures/hostile-briefs";
import { writeHostile } from "./fixtures/hostile-document";
import { fillEveryField } from "./fixtures/hostile-fields";
import { HOSTILE, HOSTILE_NAMES } from "./fixtures/hostile-texts";
import { at, MARK, marked } from "./fixtures/hostile-words";
import { opens, pageTable } from "./fixtures/page-table";
import { expect, test } from "./fixtures/server";
import { cookieOf, signInAs } from "./fixtures/sessions";
import { watched } from "./fixtures/watched-page";
import { buildWorld, type World } from "./fixtures/world";
import { inDatabase } from "./fixtures/world-database";
import { memberIn } from "./fixtures/world-people";

/**
 * Hostile texts through every field, file and socket, then every page in a browser: nothing of them runs, asks for anything or leads
 * by a script, and no page of ours breaks its own policy. Nor does the server's log say any of it.
 */
test.use({ world: "empty" });

let world: World;
const extra: string[] = [];

test.beforeAll(async ({ server }) => {
  world = await inDatabase(server.databaseUrl, (db) => buildWorld(db));
});

async function callers(url: string) {
  const as = async (who: "lead" | "forecaster" | "admin") => caller(url, await cookieOf(world.people[who]));
  return { lead: await as("lead"), forecaster: await as("forecaster"), admin: await as("admin") };
}

test("every field takes a hostile text as words or says what is wrong with it", async ({ server }) => {
  const { statuses, links, pages } = await fillEveryField(await callers(server.url), world.own);
  extra.push(...pages);
  expect(links).toEqual([400, 400, 400, 400]);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(statuses.length * 0.9);
});

test("briefs of hostile texts, as words and as a page", async ({ server }) => {
  const { lead } = await callers(server.url);
  const { teamId } = world.own;
  for (const [name, text] of HOSTILE_BRIEFS) {
    const upload = { kind: "text", text } as const;
    const preview = await lead("brief.preview", { teamId, upload });
    expect(preview.status, name).toBe(200);
    const created = await lead("brief.create", {
      teamId,
      upload,
      digest: idIn(preview.data, "digest"),
      decisions: {},
      title: marked(at(10), 300),
      author: marked(at(11), 100),
      publisher: marked(at(12), 100),
      language: "en",
    });
    expect(created.status, name).toBe(200);
    extra.push(`/briefs/${idIn(created.data, "briefId")}`);
  }
});

test("file names that lead elsewhere are kept as names, and files are handed out under harmless ones", async ({
  server,
}) => {
  const cookie = await cookieOf(world.people.lead);
  const { origin } = new URL(server.url);
  const post = (path: string, body: string) =>
    fetch(`${server.url}${path}`, { method: "POST", headers: { origin, cookie }, body });
  const question = world.own.questions.CLOSED.questionId;
  for (const name of HOSTILE_NAMES) {
    const answer = await post(`/api/evidence?${new URLSearchParams({ question, name })}`, `Kept as ${MARK}.`);
    expect(answer.status, name).toBe(200);
    const file = await fetch(`${server.url}/api/evidence/${idIn(await answer.json(), "id")}`, { headers: { cookie } });
    const disposition = file.headers.get("content-disposition") ?? "";
    expect(disposition, name).toMatch(
      /^attachment; filename="[^"\\/\r\n]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/,
    );
    expect(disposition, name).not.toMatch(/\.(?:html?|exe)(?:"|$)|\.\.|%2F|%5C|%0D|%0A|%E2%80%AE/i);
    expect(file.headers.get("set-cookie")).toBeNull();
    expect(file.headers.get("x-content-type-options")).toBe("nosniff");
    expect(file.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  }
  const team = world.own.teamId;
  for (const name of HOSTILE_NAMES.slice(0, 6)) {
    const csv = `question,title,person,made_at,probability\r\n1,${MARK} ${HOSTILE.svg},=1+1,2026-01-01T00:00:00Z,2\r\n`;
    const answer = await post(`/api/exchange/upload?${new URLSearchParams({ team, name })}`, csv);
    expect(answer.status, name).toBe(200);
    extra.push(`/exchange/imports/${idIn(await answer.json(), "importId")}`);
  }
});

test("a text that is written straight into the shared document cannot be more than a text", async ({ server }) => {
  const { scenarioId } = world.own.questions.CLOSED;
  const editor = openEditor({
    url: server.url.replace("http", "ws").concat("/collab"),
    scenarioId,
    cookie: await cookieOf(world.people.forecaster),
  });
  await editor.until(() => editor.provider.isSynced);
  writeHostile(editor.provider.document, memberIn(world.people.lead, world.own.teamId));
  await editor.untilState("saved");
  editor.close();
  extra.push(`/scenarios/${scenarioId}`, `/scenarios/${scenarioId}/rationale`);

  const cookie = await cookieOf(world.people.lead);
  for (const format of ["html", "markdown", "docx"]) {
    const answer = await fetch(`${server.url}/scenarios/${scenarioId}/rationale/${format}`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="rationale-\d+\.(html|md|docx)"$/);
    if (format === "docx") continue;
    const text = await answer.text();
    if (format === "html") {
      expect(text).not.toMatch(
        /<(?!\/?(?:html|head|meta|title|body|h1|h2|p|ol|ul|li|a|sup|section|footer|small|strong|em|br|blockquote|table|t[rdh])\b|!doctype)/i,
      );
      for (const [, href = ""] of text.matchAll(/<a href="([^"]*)"/g)) expect(href).toMatch(/^(?:https?:|mailto:|#)/);
    } else
      for (const [, href = ""] of text.matchAll(/(?<!\\)\]\(<?([^)>]*)/g)) expect(href).toMatch(/^(?:https?:|mailto:)/);
  }
});

test("every page, opened by a lead or an admin, shows all of it and runs none", async ({ browser, server }) => {
  test.setTimeout(480_000);
  expect(extra.length).toBeGreaterThan(15);
  const { lead, admin } = world.people;
  const paths = Object.values(pageTable(world))
    .flat()
    .filter(
      (row) => !/\/(file|export|faults|markdown|html|docx)\b/.test(row.path) && !row.path.includes("no-id-at-all"),
    )
    // The same page at another moment has nothing else to show.
    .filter((row) => opens(row, admin) && !row.path.includes("?at=") && !row.path.includes(world.foreign.teamId))
    .map((row) => ({ path: row.path, by: opens(row, lead) ? lead : admin }));
  let words = "";
  for (const by of [lead, admin]) {
    const context = await browser.newContext({ baseURL: server.url });
    await signInAs(context, server.url, by);
    const page = await context.newPage();
    const { faults, look } = await watched(page, server.url);
    for (const { path, by: whose } of by === lead ? [...paths, ...extra.map((path) => ({ path, by }))] : paths)
      if (whose === by) {
        await look(path);
        words += await page.locator("body").innerText();
      }
    expect(faults.join("\n")).toBe("");
    await context.close();
  }
  expect(words).toContain(HOSTILE["handler, image"]);
  expect(words).toContain(HOSTILE.script);
  const said = server.output();
  expect(said).not.toContain(MARK);
  expect(said).not.toContain("broke the content policy");
});

test("what would run is seen to be refused: the watch works, and the server is told", async ({ page, server }) => {
  const { faults, look } = await watched(page, server.url);
  await look("/sign-in");
  expect(faults).toEqual([]);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=window.__xss=1>");
  });
  await expect(page.locator("html")).toHaveAttribute("data-broke", /script-src-attr inline/);
  expect(await page.evaluate(() => "__xss" in window)).toBe(false);
  await expect
    .poll(() => server.output())
    .toContain('"rule":"script-src-attr","kind":"inline","msg":"a page broke the content policy"');
});
