import { beforeAll, expect, it } from "vitest";
import { spendTry } from "#server/identity/rate-limits";
import { db } from "#server/platform/db";
import { replyInThread, withdrawFromThread } from "#server/rationales/threads/add-to-thread";
import { openThread, remarkBody, THREADS, threadInput } from "#server/rationales/threads/open-thread";
import { LONG, type ThreadFixture, threadFixture } from "#server/rationales/threads/thread.fixture";
import { THREAD_ENTRIES } from "#server/rationales/threads/write-entry";
import { questionFixture } from "#server/scores/question.fixture";
import { newThread, placeOfWords } from "../../../e2e/fixtures/threads";

let t: ThreadFixture;

beforeAll(async () => {
  t = await threadFixture();
});

it("who only reads the team writes nothing; nothing is added to an archived scenario or from another one", async () => {
  const { threadId } = await t.open(t.one, "The port");
  await expect(t.open(t.reader, "port")).rejects.toThrow("nothing here");
  await expect(replyInThread(t.on(t.reader), { threadId, body: "So" })).rejects.toThrow("nothing here");
  const archived = { ...t.scenario, archivedAt: new Date() };
  const place = await placeOfWords(t.scenario.id, "port");
  await expect(openThread(t.on(t.one, archived), { ...place, body: "So" })).rejects.toThrow("archived");
  await expect(replyInThread(t.on(t.one, archived), { threadId, body: "So" })).rejects.toThrow("archived");
  const elsewhere = await questionFixture();
  const stranger = await elsewhere.person("FORECASTER");
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: elsewhere.questionId },
    select: { scenarioId: true },
  });
  const theirs = { id: scenarioId, teamId: elsewhere.teamId, archivedAt: null };
  await expect(replyInThread(t.on(stranger, theirs), { threadId, body: "So" })).rejects.toThrow("nothing here");
  await expect(openThread(t.on(stranger, theirs), { ...place, body: "So" })).rejects.toMatchObject({
    code: "CONFLICT",
    field: "start",
  });
});

it("a place that is none, that is gone or that is too long is refused by its field", async () => {
  const place = await placeOfWords(t.scenario.id, "port");
  const send = (given: object) => openThread(t.on(t.one), { ...place, body: "So", ...given });
  await expect(send({ start: "/////w==" })).rejects.toMatchObject({ code: "INVALID", field: "start" });
  await expect(send({ start: place.end })).rejects.toMatchObject({ code: "INVALID", field: "start" });
  const first = await placeOfWords(t.scenario.id, "May");
  await expect(send({ start: first.start, end: place.end })).rejects.toThrow("no longer in the text");
  const { end } = await placeOfWords(t.scenario.id, LONG);
  await expect(send({ end })).rejects.toMatchObject({ code: "INVALID", field: "end" });
  expect(threadInput.safeParse({ ...place, start: "no base64!", body: "So" }).error?.issues[0]?.path).toEqual([
    "start",
  ]);
  expect(threadInput.safeParse({ ...place, end: "A".repeat(68), body: "So" }).error?.issues[0]?.path).toEqual(["end"]);
});

it("a comment has 1 to 8,000 characters", () => {
  expect(remarkBody.safeParse(" ".repeat(9)).error?.issues[0]?.message).toBe("Write something first.");
  expect(remarkBody.safeParse("x".repeat(8_000)).success).toBe(true);
  expect(remarkBody.safeParse("x".repeat(8_001)).error?.issues[0]?.message).toContain("at most 8,000");
});

it("a rationale has a bounded number of threads, a thread a bounded number of entries", async () => {
  const crowded = await questionFixture({ teamId: t.teamId });
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: crowded.questionId },
    select: { scenarioId: true },
  });
  const of = { id: scenarioId, teamId: t.teamId, archivedAt: null };
  const { threadId } = await newThread(db, { scenarioId, teamId: of.teamId, memberId: t.one.memberId });
  const { id: _id, ...thread } = await db.rationaleThread.findUniqueOrThrow({ where: { id: threadId } });
  const {
    id: _entry,
    number: _number,
    ...entry
  } = await db.rationaleThreadEntry.findFirstOrThrow({ where: { threadId } });
  await db.rationaleThreadEntry.createMany({
    data: Array.from({ length: THREAD_ENTRIES - 2 }, (_, index) => ({ ...entry, number: index + 2 })),
  });
  await replyInThread(t.on(t.one, of), { threadId, body: "The last." });
  await expect(replyInThread(t.on(t.one, of), { threadId, body: "One more." })).rejects.toThrow("at most 1000 entries");
  await db.rationaleThread.createMany({ data: Array.from({ length: THREADS - 2 }, () => thread) });
  const place = await placeOfWords(scenarioId);
  await openThread(t.on(t.one, of), { ...place, body: "The last." });
  await expect(openThread(t.on(t.one, of), { ...place, body: "One more." })).rejects.toThrow("at most 500 threads");
});

it("who comments without pause is asked to wait; others are not, and what was said can be taken back all the same", async () => {
  const talker = await t.person("FORECASTER");
  const { threadId, commentId } = await t.open(talker, "closed in May");
  for (let tries = 2; tries < 120; tries += 1) await spendTry("comment.person", talker.userId);
  await replyInThread(t.on(talker), { threadId, body: "And?" });
  await expect(replyInThread(t.on(talker), { threadId, body: "And?" })).rejects.toMatchObject({ code: "TOO_MANY" });
  await expect(t.open(talker, "Nobody")).rejects.toMatchObject({ code: "TOO_MANY" });
  await withdrawFromThread(t.on(talker), { threadId, commentId });
  await replyInThread(t.on(t.third), { threadId, body: "Enough." });
});
