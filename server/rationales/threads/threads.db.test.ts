import { beforeAll, beforeEach, expect, it } from "vitest";
import { textHash } from "#server/ledger/leaf";
import { readableNotices } from "#server/notifications/notice-rows";
import { db } from "#server/platform/db";
import {
  replyInThread,
  resolveThread,
  rewordComment,
  withdrawFromThread,
} from "#server/rationales/threads/add-to-thread";
import { LONG, type ThreadFixture, threadFixture } from "#server/rationales/threads/thread.fixture";
import { threadsAt } from "#server/rationales/threads/threads-at";
import { nameVersion } from "#server/rationales/versions/name-version";
import { restoreRationale } from "#server/rationales/versions/restore";

const DAY = 86_400_000;
let t: ThreadFixture;

beforeAll(async () => {
  t = await threadFixture();
});

beforeEach(() => t.reveal("ALWAYS"));

it("a thread stands beside the words it is about, for everybody who reads the rationale", async () => {
  const { threadId, commentId } = await t.open(t.one, "closed in May");
  await replyInThread(t.on(t.other), { threadId, body: "The harbour master." });
  for (const [actor, own] of [
    [t.one, true],
    [t.reader, false],
  ] as const)
    expect(await t.seen(actor, threadId)).toMatchObject({
      words: "closed in May",
      place: { start: "\nThe port was ".length, end: "\nThe port was closed in May".length },
      comments: [
        { id: commentId, by: t.one.name, own, body: "Says who?", rewordedAt: null },
        { by: t.other.name, body: "The harbour master." },
      ],
      resolved: null,
    });
});

it("each entry is in the ledger by the hash of its words, and in the audit log", async () => {
  const { threadId, commentId } = await t.open(t.one, "Nobody said why");
  const { bodySalt } = await db.rationaleThreadEntry.findUniqueOrThrow({ where: { id: commentId } });
  const { quoteSalt } = await db.rationaleThread.findUniqueOrThrow({ where: { id: threadId } });
  const [row] = await db.journalEntry.findMany({ where: { recordId: commentId } });
  expect(row).toMatchObject({ kind: "rationale.comment", topicId: t.scenario.id, teamId: t.scenario.teamId });
  expect(row?.body).toEqual({
    scenario: t.scenario.id,
    question: t.questionId,
    member: t.one.memberId,
    thread: threadId,
    number: 1,
    act: "comment",
    comment: null,
    text: textHash(bodySalt ?? new Uint8Array(), "Says who?"),
    quote: textHash(quoteSalt ?? new Uint8Array(), "Nobody said why"),
  });
  await resolveThread(t.on(t.other), { threadId, resolved: true });
  const audited = await db.auditEntry.findMany({
    where: { subjectId: t.scenario.id },
    orderBy: { at: "desc" },
    take: 2,
  });
  expect(audited.map(({ action }) => action).toSorted()).toEqual(["rationale.comment", "rationale.thread.resolve"]);
  await expect(db.rationaleThread.update({ where: { id: threadId }, data: { exact: "Else" } })).rejects.toThrow(
    "stays",
  );
  await expect(db.rationaleThreadEntry.update({ where: { id: commentId }, data: { body: "Else" } })).rejects.toThrow(
    "append-only",
  );
});

it("resolved and reopened as often as one likes; saying it twice adds nothing; a resolved thread takes no answer", async () => {
  const { threadId } = await t.open(t.one, "port");
  for (let i = 0; i < 2; i += 1) await resolveThread(t.on(t.other), { threadId, resolved: true });
  expect(await t.seen(t.reader, threadId)).toMatchObject({ resolved: { by: t.other.name } });
  await expect(replyInThread(t.on(t.one), { threadId, body: "But" })).rejects.toThrow("Reopen it to answer");
  await resolveThread(t.on(t.one), { threadId, resolved: false });
  expect(await t.seen(t.reader, threadId)).toMatchObject({ resolved: null });
  expect(await db.rationaleThreadEntry.count({ where: { threadId } })).toBe(3);
});

it("one rewords and withdraws one's own; given back it is as it was; nobody touches another's", async () => {
  const { threadId, commentId } = await t.open(t.one, "closed");
  await rewordComment(t.on(t.one), { threadId, commentId, body: "Says whom?" });
  expect(await t.seen(t.reader, threadId)).toMatchObject({
    comments: [{ body: "Says whom?", rewordedAt: expect.any(Number) }],
  });
  const theirs = { threadId, commentId };
  await expect(rewordComment(t.on(t.other), { ...theirs, body: "Mine" })).rejects.toThrow("nothing here");
  await expect(withdrawFromThread(t.on(t.other), theirs)).rejects.toThrow("nothing here");
  await replyInThread(t.on(t.other), { threadId, body: "They do." });
  await withdrawFromThread(t.on(t.one), theirs);
  expect((await t.seen(t.reader, threadId))?.comments).toMatchObject([{ body: null }, { body: "They do." }]);
  await expect(withdrawFromThread(t.on(t.one), theirs)).rejects.toThrow("nothing here");
  await rewordComment(t.on(t.one), { ...theirs, body: "Says whom?" });
  expect((await t.seen(t.reader, threadId))?.comments).toMatchObject([{ body: "Says whom?" }, { body: "They do." }]);
});

it("a thread whose comments were all taken back is not shown", async () => {
  const { threadId, commentId } = await t.open(t.one, "was closed");
  await withdrawFromThread(t.on(t.one), { threadId, commentId });
  expect(await t.seen(t.one, threadId)).toBeUndefined();
});

it("who is named is told, who wrote in the thread is told of an answer, each once and nobody of their own", async () => {
  const { threadId, commentId } = await t.open(t.one, "in May", `Is that so, @${t.other.name}?`);
  await replyInThread(t.on(t.other), { threadId, body: "It is." });
  const second = await replyInThread(t.on(t.third), { threadId, body: `Not so, @${t.one.name}.` });
  const told = await db.notice.findMany({ where: { remarkId: { not: null } }, orderBy: { createdAt: "asc" } });
  const mine = told.filter(({ remarkId }) => remarkId === commentId || remarkId === second.commentId);
  expect(mine.map(({ recipientId, kind }) => [recipientId, kind])).toEqual([
    [t.other.userId, "MENTION"],
    [t.one.userId, "MENTION"],
    [t.other.userId, "REPLY"],
  ]);
  await rewordComment(t.on(t.one), { threadId, commentId, body: `Is that so, @${t.other.name} and @${t.third.name}?` });
  const again = await db.notice.findMany({ where: { remarkId: commentId } });
  expect(again.map(({ recipientId }) => recipientId).toSorted()).toEqual([t.other.userId, t.third.userId].toSorted());
  const read = await readableNotices(t.other);
  expect(read).toMatchObject([
    { kind: "REPLY", remark: { threadId, body: `Not so, @${t.one.name}.` } },
    { kind: "MENTION", remark: { threadId } },
  ]);
  await withdrawFromThread(t.on(t.third), { threadId, commentId: second.commentId });
  expect((await readableNotices(t.other)).map(({ kind }) => kind)).toEqual(["MENTION"]);
});

it("words that went are an orphan's with their quote; a restored version brings the comment back to them", async () => {
  const { threadId } = await t.open(t.one, "Nobody said why");
  const { number } = await nameVersion({ actor: t.one, scenario: t.scenario }, { title: "With everybody silent" });
  await t.becomes("The port was closed in May.", LONG);
  expect(await t.seen(t.reader, threadId)).toMatchObject({ words: "Nobody said why", place: null });
  await restoreRationale({ actor: t.one, scenario: t.scenario }, { point: `v${number}` });
  const back = "\nThe port was closed in May.\n".length;
  expect(await t.seen(t.reader, threadId)).toMatchObject({
    place: { start: back, end: back + "Nobody said why".length },
  });
});

it("as of an instant a thread is as it was, save that what was taken back since stays taken back", async () => {
  const { threadId } = await t.open(t.one, "port was");
  const { commentId } = await replyInThread(t.on(t.other), { threadId, body: "Which port?" });
  await rewordComment(t.on(t.other), { threadId, commentId, body: "Which of the ports?" });
  const { createdAt } = await db.rationaleThreadEntry.findFirstOrThrow({ where: { id: commentId } });
  await resolveThread(t.on(t.one), { threadId, resolved: true });
  const at = (instant: number) => threadsAt(t.reader, t.scenario.id, instant);
  const then = (await at(createdAt.getTime())).find(({ id }) => id === threadId);
  expect(then).toMatchObject({ place: {}, resolved: null, comments: [{}, { body: "Which port?" }] });
  expect((await at(Date.now() + DAY)).find(({ id }) => id === threadId)).toMatchObject({
    resolved: { by: t.one.name },
  });
  expect((await at(Date.now() - DAY)).map(({ id }) => id)).not.toContain(threadId);
  await withdrawFromThread(t.on(t.other), { threadId, commentId });
  const since = (await at(createdAt.getTime())).find(({ id }) => id === threadId);
  expect(since?.comments).toMatchObject([{ body: "Says who?" }, { body: null }]);
  await t.reveal("AFTER_ROUND", new Date(Date.now() + DAY));
  expect(await at(createdAt.getTime())).toEqual([]);
});
