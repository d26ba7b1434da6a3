import { beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { mayHear } from "#server/live/may-hear";
import { readableNotices } from "#server/notifications/notice-rows";
import { db } from "#server/platform/db";
import { exportRationale } from "#server/rationales/export-rationale";
import { rationaleOf } from "#server/rationales/rationale-queries";
import {
  replyInThread,
  resolveThread,
  rewordComment,
  withdrawFromThread,
} from "#server/rationales/threads/add-to-thread";
import { type ThreadFixture, threadFixture } from "#server/rationales/threads/thread.fixture";
import { questionFixture } from "#server/scores/question.fixture";

const DAY = 86_400_000;
let t: ThreadFixture;

beforeAll(async () => {
  t = await threadFixture();
});

beforeEach(() => t.reveal("ALWAYS"));

it("in a blind round comments are closed and hidden, and so is every notice of one", async () => {
  const { threadId, commentId } = await t.open(t.one, "said why", `@${t.other.name}: 0.61?`);
  const before = (await readableNotices(t.other)).length;
  await t.reveal("AFTER_ROUND", new Date(Date.now() + DAY));
  expect((await rationaleOf(t.other, t.scenario.id)).comments).toEqual({
    hidden: { until: "round-closes", at: expect.any(Number) },
    open: false,
    threads: [],
  });
  expect(await readableNotices(t.other)).toEqual([]);
  await expect(t.open(t.one, "port")).rejects.toThrow("when the others’ forecasts are shown");
  await expect(replyInThread(t.on(t.one), { threadId, body: "So" })).rejects.toThrow("forecasts are shown");
  await expect(resolveThread(t.on(t.one), { threadId, resolved: true })).rejects.toThrow("forecasts are shown");
  await expect(rewordComment(t.on(t.one), { threadId, commentId, body: "So" })).rejects.toThrow("forecasts are shown");
  await withdrawFromThread(t.on(t.one), { threadId, commentId });
  await t.reveal("ALWAYS");
  expect((await readableNotices(t.other)).length).toBe(before - 1);
});

it("the event stream tells of a comment to those who may read it, and in a blind round to its author alone", async () => {
  const { commentId } = await t.open(t.one, "Nobody");
  const { body, ...row } = await db.journalEntry.findFirstOrThrow({
    where: { recordId: commentId },
  });
  expect(row.kind).toBe("rationale.comment");
  const { recordId, topicId, teamId } = row;
  const kind = "rationale.comment" as const;
  const { member, question } = z.object({ member: z.uuid(), question: z.uuid() }).parse(body);
  const entry = { position: 1, kind, recordId, topicId, teamId, memberId: member, questionId: question };
  const told = () => Promise.all([t.one, t.other, t.reader].map((actor) => mayHear(actor, entry)));
  const stranger = await (await questionFixture()).person("LEAD");
  expect([...(await told()), await mayHear(stranger, entry)]).toEqual([true, true, true, false]);
  await t.reveal("AFTER_ROUND", new Date(Date.now() + DAY));
  expect(await told()).toEqual([true, false, false]);
});

it("a file holds the comments where they are asked for, as far as its reader may see them", async () => {
  await t.open(t.one, "The port was", "Which of the two?");
  const file = async (comments: boolean) =>
    String((await exportRationale(t.reader, t.scenario.id, "markdown", "https://desk.example", { comments })).body);
  expect(await file(true)).toMatch(/## Comments[\s\S]*> The port was\n\n[\s\S]*Which of the two\?/);
  expect(await file(false)).not.toContain("Which of the two");
  await t.reveal("AFTER_ROUND", new Date(Date.now() + DAY));
  expect(await file(true)).not.toContain("Which of the two");
});

it("where numbers are shown after one’s own forecast, so are comments", async () => {
  const { threadId } = await t.open(t.one, "was");
  await t.reveal("AFTER_FORECAST");
  expect((await rationaleOf(t.other, t.scenario.id)).comments.hidden).toEqual({ until: "you-forecast", at: null });
  await t.forecast(t.other.memberId, new Date(Date.now() - DAY), 0.4);
  expect(await t.seen(t.other, threadId)).toBeDefined();
  expect((await rationaleOf(t.reader, t.scenario.id)).comments).toMatchObject({
    hidden: { until: "question-closes" },
    threads: [],
  });
});
