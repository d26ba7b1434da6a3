import type { Page } from "@playwright/test";
import * as Y from "yjs";
import { RATIONALE_FIELD, type RationaleNode } from "#core/rationale";
import { writeRationale } from "#server/collab/rationale-json";
import { openEditor } from "./collab/editor";
import { caller } from "./fixtures/calls";
import { HOSTILE, HOSTILE_NAMES } from "./fixtures/hostile-texts";
import { opens, pageTable } from "./fixtures/page-table";
import { expect, test } from "./fixtures/server";
import { cookieOf, signInAs } from "./fixtures/sessions";
import { buildWorld, type World } from "./fixtures/world";
import { inDatabase } from "./fixtures/world-database";
import { memberIn } from "./fixtures/world-people";

/**
 * Hostile texts through every field, file and socket, then every page in a browser: nothing of them runs, asks for anything or leads
 * by a script, and no page of ours breaks its own policy. Nor does the server's log say any of it.
 */
test.use({ world: "empty" });

const TEXTS = Object.values(HOSTILE);
/** In every text that is written here, and in no line of the log. */
const MARK = "hostile-words-7261";
const DAY = 86_400_000;
const at = (index: number) => TEXTS[index % TEXTS.length] ?? "";
const marked = (text: string, most: number) => `${MARK} ${text}`.slice(0, most).toWellFormed();

let world: World;
const extra: string[] = [];

test.beforeAll(async ({ server }) => {
  world = await inDatabase(server.databaseUrl, (db) => buildWorld(db));
});

async function callers(url: string) {
  const as = async (who: "lead" | "forecaster" | "admin") => caller(url, await cookieOf(world.people[who]));
  return { lead: await as("lead"), forecaster: await as("forecaster"), admin: await as("admin") };
}

const idIn = (data: unknown, key: string): string => {
  const value: unknown = data instanceof Object ? Reflect.get(data, key) : null;
  if (typeof value !== "string") throw new Error(`no ${key} in ${JSON.stringify(data)}`);
  return value;
};

test("every field takes a hostile text as words or says what is wrong with it", async ({ server }) => {
  const { lead, forecaster, admin } = await callers(server.url);
  const { teamId, briefId, briefVersionId, mark, text, questions } = world.own;
  const start = text.indexOf(mark);
  const quote = { briefVersionId, start, end: start + mark.length, exact: mark };
  const statuses: number[] = [];
  const keep = async (answering: ReturnType<typeof lead>) => {
    const answer = await answering;
    statuses.push(answer.status);
    return answer;
  };
  const open = questions.OPEN.questionId;
  for (const [index, hostile] of TEXTS.entries()) {
    await keep(forecaster("question.comment", { questionId: open, body: marked(hostile, 8_000) }));
    if (index % 4 === 0)
      await keep(
        forecaster("forecast.submit", {
          questionId: open,
          probability: 0.3 + index / 200,
          reason: marked(hostile, 4_000),
        }),
      );
    if (index % 6 === 0) {
      const made = await keep(lead("scenario.create", { briefId, statement: marked(hostile, 300), quote }));
      if (made.status !== 200) continue;
      const scenarioId = idIn(made.data, "scenarioId");
      const asked = await keep(
        lead("question.create", {
          scenarioId,
          role: "HEADLINE",
          publish: true,
          title: marked(at(index + 1), 500),
          criteria: marked(at(index + 2), 20_000),
          source: marked(at(index + 3), 4_000),
          baseRate: marked(at(index + 4), 1_000),
          opensAt: new Date(),
          closesAt: new Date(Date.now() + 30 * DAY),
          revealPolicy: "ALWAYS",
          revealAt: null,
        }),
      );
      if (asked.status === 200) extra.push(`/questions/${idIn(asked.data, "questionId")}`);
      extra.push(`/scenarios/${scenarioId}`);
      await keep(forecaster("scenario.dissent", { scenarioId, body: marked(at(index + 5), 4_000) }));
    }
  }
  const names = ["svg", "handler, image", "formula", "key of every object", "letters turned around"].map(
    (name) => HOSTILE[name] ?? "",
  );
  await keep(lead("tag.set", { questionId: open, tags: names.map((name) => name.slice(0, 30)) }));
  await keep(lead("account.update", { name: marked(names[0] ?? "", 100), timeZone: null }));
  await keep(forecaster("account.update", { name: (names[2] ?? "").slice(0, 100), timeZone: null }));
  await keep(admin("team.update", { teamId, name: marked(names[1] ?? "", 120), wordScale: "PHIA" }));
  await keep(admin("team.create", { name: (names[2] ?? "").slice(0, 120), wordScale: "PHIA" }));
  await keep(
    lead("question.clarify", {
      questionId: open,
      title: marked(at(3), 500),
      criteria: marked(at(4), 5_000),
      source: marked(at(5), 4_000),
      baseRate: "",
      reason: marked(at(6), 1_000),
    }),
  );
  await keep(lead("rationale.nameVersion", { scenarioId: questions.OPEN.scenarioId, title: marked(at(7), 100) }));
  for (const evidenceUrl of [
    HOSTILE["link, bare"],
    HOSTILE["link, with tabs"],
    HOSTILE["link, data"],
    HOSTILE["link, vbscript"],
  ]) {
    const given = { outcome: "YES", knownAt: new Date(Date.now() - 3 * DAY), evidenceUrl, note: "" };
    expect((await lead("resolution.propose", { questionId: questions.CLOSED.questionId, ...given })).status).toBe(400);
  }
  await keep(
    lead("resolution.propose", {
      questionId: questions.CLOSED.questionId,
      outcome: "YES",
      knownAt: new Date(Date.now() - 3 * DAY),
      evidenceUrl: 'https://x.example/"><img src=x onerror=window.__xss=1>',
      quote: marked(at(8), 1_000),
      note: marked(at(9), 1_000),
    }),
  );
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(statuses.length * 0.9);
});

test("briefs of hostile texts, as words and as a page", async ({ server }) => {
  const { lead } = await callers(server.url);
  const { teamId } = world.own;
  const words = `${MARK} in brief\n\n${TEXTS.map((hostile, index) => `${marked(hostile.replace(/\s+/g, " "), 900)} [${index + 1}]`).join("\n\n")}\n\nNotes\n\n${TEXTS.map((hostile, index) => `[${index + 1}] “${hostile.replace(/\s+/g, " ").slice(0, 80)}”, ${hostile.slice(0, 60).replace(/\s+/g, " ")}, [there](javascript:window.__xss=1) https://x.example/${index}`).join("\n\n")}`;
  const page = `<!doctype html><html><head><title>${MARK} ${HOSTILE.svg}</title><meta property="og:site_name" content="${HOSTILE["handler, image"]}"></head><body><article><h1>${MARK}</h1><p>By <a href="javascript:window.__xss=1">Ada Quill</a></p>${TEXTS.map((hostile) => `<p>The harbour of the island and ${hostile} would be closed in winter, as ${MARK} says at length.</p>`).join("\n")}</article></body></html>`;
  for (const [name, text] of [
    ["plain", words],
    ["page", page],
  ] as const) {
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
  const link = (href: unknown): RationaleNode => ({
    type: "paragraph",
    content: [
      {
        type: "text",
        text: `${MARK} ${String(href).slice(0, 40)}`,
        marks: [{ type: "link", attrs: { href, target: "_top", onclick: "window.__xss=1" } }],
      },
    ],
  });
  writeRationale(editor.provider.document, [
    ...TEXTS.map((hostile): RationaleNode => ({ type: "paragraph", content: [{ type: "text", text: hostile }] })),
    ...TEXTS.map(link),
    link(`JaVaScRiPt:window.__xss=1`),
    link("\u0001javascript:window.__xss=1"),
    {
      type: "heading",
      attrs: { level: "3><img src=x onerror=window.__xss=1>" },
      content: [{ type: "text", text: MARK }],
    },
    { type: "orderedList", attrs: { start: "1 onclick=window.__xss=1" }, content: [] },
    {
      type: "paragraph",
      content: [
        { type: "citation", attrs: { version: "x", start: 0, end: 1, exact: HOSTILE.svg ?? "", source: HOSTILE.svg } },
      ],
    },
    {
      type: "paragraph",
      content: [
        { type: "mention", attrs: { member: memberIn(world.people.lead, world.own.teamId), mark: HOSTILE.svg } },
      ],
    },
    { type: "paragraph", content: [{ type: "chip", attrs: { question: HOSTILE["handler, image"] } }] },
    { type: "script", content: [{ type: "text", text: "window.__xss=1" }] },
    { type: "constructor", content: [{ type: "text", text: MARK }] },
  ]);
  const fragment = editor.provider.document.getXmlFragment(RATIONALE_FIELD);
  for (const name of ["img", "iframe", "svg", "script", "style", "object", "a"]) {
    const element = new Y.XmlElement(name);
    for (const [attribute, value] of Object.entries({
      src: "x",
      onerror: "window.__xss=1",
      onload: "window.__xss=1",
      href: "javascript:window.__xss=1",
      srcdoc: HOSTILE.script ?? "",
      style: "background:url(//xss.example/)",
    }))
      element.setAttribute(attribute, value);
    fragment.insert(fragment.length, [element]);
  }
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

interface Watched {
  faults: string[];
  look(path: string): Promise<void>;
}

/** A page that notes whatever runs, opens, is asked for or is refused that should not be. */
async function watched(page: Page, url: string): Promise<Watched> {
  const faults: string[] = [];
  let where = "";
  page.on("dialog", (dialog) => {
    faults.push(`${where}: a dialog, ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const { origin } = new URL(request.url());
    if (origin !== url && !request.url().startsWith("data:"))
      faults.push(`${where}: asked for ${request.url().slice(0, 100)}`);
  });
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) faults.push(`${where}: ${message.text().slice(0, 300)}`);
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      document.documentElement.dataset.broke = `${effectiveDirective} ${blockedURI}`;
    });
  });
  return {
    faults,
    async look(path) {
      where = path;
      await page.goto(path);
      const found = await page.evaluate(async () => {
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const wrong: string[] = [];
        if ("__xss" in window) wrong.push("it ran");
        const broke = document.documentElement.dataset.broke;
        if (broke) wrong.push(`the policy was broken: ${broke}`);
        for (const element of document.querySelectorAll("*"))
          for (const { name } of element.attributes) if (/^on/.test(name)) wrong.push(`<${element.localName} ${name}>`);
        for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href]"))
          if (!/^(?:https?|mailto):$/.test(link.protocol)) wrong.push(`a link by ${link.protocol}`);
        for (const element of document.querySelectorAll("iframe, object, embed, base, marquee, math, audio, video"))
          wrong.push(`<${element.localName}>`);
        return wrong;
      });
      faults.push(...found.map((fault) => `${path}: ${fault}`));
    },
  };
}

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
