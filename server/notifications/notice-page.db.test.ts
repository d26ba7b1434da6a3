import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { noticePage } from "#server/notifications/notice-page";
import type { NoticePlace } from "#server/notifications/notice-rows";
import { db } from "#server/platform/db";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";

let q: QuestionFixture;
type Someone = Awaited<ReturnType<QuestionFixture["person"]>>;
let by: Someone;
/** A comment that is there, and one that was taken back: nobody is told of what that said. */
const comments = { told: "", withdrawn: "" };

beforeAll(async () => {
  q = await questionFixture();
  by = await q.person("FORECASTER");
  const of = { teamId: q.teamId, questionId: q.questionId, memberId: by.memberId };
  const add = (data: { body: string; withdrawnAt?: Date }) =>
    db.questionComment.create({ data: { ...of, ...data }, select: { id: true } });
  comments.told = (await add({ body: "@reader" })).id;
  comments.withdrawn = (await add({ body: "", withdrawnAt: new Date() })).id;
});

/** Somebody who was named in comments, of which they may read those that are marked, one a second. */
async function reader(mentions: readonly boolean[]) {
  const actor = await q.person("FORECASTER");
  const began = Date.now() - mentions.length * 1000;
  await db.notice.createMany({
    data: mentions.map((told, i) => ({
      teamId: q.teamId,
      recipientId: actor.userId,
      kind: "MENTION" as const,
      questionId: q.questionId,
      commentId: told ? comments.told : comments.withdrawn,
      actorId: by.userId,
      occasion: `mention ${i}`,
      createdAt: new Date(began + i * 1000),
    })),
  });
  const told = await db.notice.findMany({
    where: { recipientId: actor.userId, commentId: comments.told },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return { actor, told: told.map(({ id }) => id) };
}

/** Page after page: what was told, and the places from which pages went on. */
async function walk(actor: Someone, limit: number) {
  const [ids, places]: [string[], string[]] = [[], []];
  for (let after: NoticePlace | null = null; ; ) {
    const { lines, next }: Awaited<ReturnType<typeof noticePage>> = await noticePage(actor, {
      after,
      limit,
      unread: false,
    });
    expect(lines.length).toBeLessThanOrEqual(limit);
    ids.push(...lines.map(({ id }) => id));
    if (next === null) return { ids, places };
    places.push(next.id);
    after = next;
  }
}

it("pages hold what may be read, once and in order, and no place in between is of what may not", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { maxLength: 25 }),
      fc.integer({ min: 1, max: 6 }),
      async (mentions, limit) => {
        const { actor, told } = await reader(mentions);
        const { ids, places } = await walk(actor, limit);
        expect(ids).toEqual(told);
        expect(places.filter((id) => !told.includes(id))).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
});

it("a long stretch of what may not be read ends no list", async () => {
  const { actor, told } = await reader([true, true, ...Array<boolean>(520).fill(false), true]);
  expect(told).toHaveLength(3);
  for (const limit of [1, 2, 3, 50]) expect((await walk(actor, limit)).ids).toEqual(told);
});
