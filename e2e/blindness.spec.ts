import type { APIResponse } from "@playwright/test";
import { PrismaPg } from "@prisma/adapter-pg";
import mammoth from "mammoth";
import { PrismaClient } from "#prisma/client/client";
import { type BlindWorld, buildBlindWorld } from "./fixtures/blind-world";
import { expect, test } from "./fixtures/server";
import { cookieOf, signInAs } from "./fixtures/sessions";
import { BLIND_VALUES } from "./fixtures/world";

test.use({ world: "empty" });

/** How many pages of one person are read at most: all of this small world. */
const MOST_PAGES = 150;

let world: BlindWorld;
test.beforeAll(async ({ server }) => {
  const db = new PrismaClient({ adapter: new PrismaPg(server.databaseUrl) });
  world = await buildBlindWorld(db);
  await db.$disconnect();
});

for (const role of ["observer", "forecaster", "lead", "leader", "admin", "outsider"] as const) {
  test(`the ${role} finds nothing of a blind round on any page that links lead to`, async ({ request, server }) => {
    const cookie = await cookieOf(world.others[role]);
    const { questions, briefId } = world.own;
    const { questionId, scenarioId } = questions.BLIND;
    const hiding = [
      questions.BLIND,
      world.later,
      ...world.typed.map(({ question }) => question),
      world.unforecast,
    ].flatMap((hidden) => [hidden.questionId, hidden.scenarioId]);
    const waiting = [
      "/",
      `/questions/${questionId}`,
      `/scenarios/${scenarioId}`,
      `/scenarios/${scenarioId}/question`,
      `/briefs/${briefId}`,
      `/resolve?question=${questionId}`,
      `/questions/${world.later.questionId}`,
      `/scenarios/${world.later.scenarioId}`,
      `/briefs/${briefId}/rounds`,
      ...[...world.typed.map(({ question }) => question), world.unforecast].flatMap((typed) => [
        `/questions/${typed.questionId}`,
        `/scenarios/${typed.scenarioId}`,
        `/scenarios/${typed.scenarioId}/rationale/docx`,
      ]),
    ];
    const seen = new Set<string>();
    for (let path = waiting.shift(); path && seen.size < MOST_PAGES; path = waiting.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      // As a page, and where something hidden is near as the data that a navigation inside the application loads, too.
      const near = !/[0-9a-f]{8}-/u.test(path) || hiding.some((id) => path.includes(id));
      const ways: Record<string, string>[] = near ? [{ cookie }, { cookie, rsc: "1" }] : [{ cookie }];
      for (const headers of ways) {
        const answer = await request.get(server.url + path, { headers });
        const text = await textOf(answer);
        expect(answer.status(), path).toBeLessThan(500);
        expect(world.secretsIn(text), `${path} as ${role}`).toEqual([]);
        if (role === "outsider") expect(text, path).not.toContain(world.own.mark);
        // Who has forecast always shows.
        if (path === `/questions/${questionId}` && role === "lead" && !headers.rsc) expect(text).toContain("Third");
        for (const [, link] of text.matchAll(/href="(\/[^"#]*)/g)) {
          const next = link?.replaceAll("&amp;", "&") ?? "";
          if (!next.startsWith("/_next") && !next.startsWith("/api/auth")) waiting.push(next);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(5);
  });
}

// Who edits has the shared document's connection with its carets; who reads has a page that listens.
for (const role of ["forecaster", "lead", "observer"] as const) {
  test(`the ${role} gets nothing of a blind round over the connections of a page that stays open`, async ({
    browser,
    server,
  }) => {
    const context = await browser.newContext({ baseURL: server.url });
    await signInAs(context, server.url, world.others[role]);
    const page = await context.newPage();
    const received: string[] = [];
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => received.push(Buffer.from(payload).toString("utf8")));
    });
    const probability = BLIND_VALUES.forecaster;
    const binary = { probability, low: probability, high: probability };
    const hidden = [world.own.questions.BLIND, world.later].map((question) => ({ question, said: binary }));
    for (const { question, said } of [...hidden, ...world.typed]) {
      const { scenarioId, questionId } = question;
      await page.goto(`/scenarios/${scenarioId}`);
      await expect(page.getByRole("region", { name: /^Round \d/ })).toBeVisible();
      if (role !== "observer") await expect.poll(() => received.length).toBeGreaterThan(0);
      await sayAgain(server.url, { questionId, ...said });
      received.push(await page.content());
      await page.reload();
      await expect(page.getByRole("region", { name: /^Round \d/ })).toBeVisible();
      received.push(await page.content());
    }
    await context.close();
    for (const text of received) expect(world.secretsIn(text)).toEqual([]);
  });
}

/** The forecaster says once more what must not be found, while the page is open. */
async function sayAgain(url: string, said: object): Promise<void> {
  const answer = await fetch(`${url}/api/trpc/forecast.submit`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: new URL(url).origin,
      cookie: await cookieOf(world.people.forecaster),
    },
    body: JSON.stringify({ json: said }),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

/** What an answer says, that of a Word file unpacked. */
async function textOf(answer: APIResponse): Promise<string> {
  if (!answer.headers()["content-type"]?.includes("wordprocessingml")) return answer.text();
  return (await mammoth.extractRawText({ buffer: await answer.body() })).value;
}
