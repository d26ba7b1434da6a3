import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "#prisma/client/client";
import { type BlindWorld, buildBlindWorld } from "./fixtures/blind-world";
import { expect, test } from "./fixtures/server";
import { cookieOf } from "./fixtures/sessions";

test.use({ world: "empty" });

/** How many pages of one person are read at most: all of this small world. */
const MOST_PAGES = 150;

let world: BlindWorld;
test.beforeAll(async ({ server }) => {
  const db = new PrismaClient({ adapter: new PrismaPg(server.databaseUrl) });
  world = await buildBlindWorld(db);
  await db.$disconnect();
});

for (const role of ["observer", "lead", "leader", "admin", "outsider"] as const) {
  test(`a ${role} finds nothing of a blind round on any page that links lead to`, async ({ request, server }) => {
    const cookie = await cookieOf(world.others[role]);
    const { questions, briefId } = world.own;
    const { questionId, scenarioId } = questions.BLIND;
    const waiting = [
      "/",
      `/questions/${questionId}`,
      `/scenarios/${scenarioId}`,
      `/scenarios/${scenarioId}/question`,
      `/briefs/${briefId}`,
      `/resolve?question=${questionId}`,
    ];
    const seen = new Set<string>();
    for (let path = waiting.shift(); path && seen.size < MOST_PAGES; path = waiting.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      // As a page, and as the data that a navigation inside the application loads.
      const ways: Record<string, string>[] = [{ cookie }, { cookie, rsc: "1" }];
      for (const headers of ways) {
        const answer = await request.get(server.url + path, { headers });
        const text = await answer.text();
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
