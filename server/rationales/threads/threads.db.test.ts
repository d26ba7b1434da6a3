import { beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "#core/permissions";
import { postgresLog } from "#server/collab/postgres-log";
import { rewrite } from "#server/collab/rewrite";
import { paragraph, seedRationale } from "#server/collab/seed-rationale";
import { spendTry } from "#server/identity/rate-limits";
import { textHash } from "#server/ledger/leaf";
import { mayHear } from "#server/live/may-hear";
import { readableNotices } from "#server/notifications/notice-rows";
import { db } from "#server/platform/db";
import { exportRationale } from "#server/rationales/export-rationale";
import { rationaleOf } from "#server/rationales/rationale-queries";
import { readStored } from "#server/rationales/stored-document";
import {
  replyInThread,
  resolveThread,
  rewordComment,
  withdrawFromThread,
} from "#server/rationales/threads/add-to-thread";
import { openThread, remarkBody, THREADS, threadInput } from "#server/rationales/threads/open-thread";
import { threadsAt } from "#server/rationales/threads/threads-at";
import { THREAD_ENTRIES } from "#server/rationales/threads/write-entry";
import { nameVersion } from "#server/rationales/versions/name-version";
import { restoreRationale } from "#server/rationales/versions/restore";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";
import { newThread, placeOfWords } from "../../../e2e/fixtures/threads";

const DAY = 86_400_000;
type Somebody = Awaited<ReturnType<QuestionFixture["person"]>>;
let fixture: QuestionFixture;
let scenario: { id: string; teamId: string; archivedAt: Date | null };
let one: Somebody;
let other: Somebody;
let third: Somebody;
let reader: Somebody;

const LONG = "long ".repeat(500).trim();

beforeAll(async () => {
  fixture = await questionFixture({
    opensAt: new Date(Date.now() - 10 * DAY),
    closesAt: new Date(Date.now() + 10 * DAY),
  });
  const { teamId, questionId } = fixture;
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: questionId },
    select: { scenarioId: true },
  });
  scenario = { id: scenarioId, teamId, archivedAt: null };
  await seedRationale(db, {
    scenarioId,
    teamId,
    userId: null,
    content: [paragraph("The port was closed in May."), paragraph("Nobody said why."), paragraph(LONG)],
  });
  one = await fixture.person("FORECASTER");
  other = await fixture.person("FORECASTER");
  third = await fixture.person("LEAD");
  reader = await fixture.person("OBSERVER");
});

beforeEach(() => reveal("ALWAYS"));

const reveal = (revealPolicy: "ALWAYS" | "AFTER_FORECAST" | "AFTER_ROUND", revealAt: Date | null = null) =>
  db.question.update({ where: { id: fixture.questionId }, data: { revealPolicy, revealAt }, select: { id: true } });
const on = (actor: Actor, of = scenario) => ({ actor, scenario: of });
const open = async (actor: Actor, words: string, body = "Says who?") =>
  openThread(on(actor), { ...(await placeOfWords(scenario.id, words)), body });
const seen = async (actor: Actor, threadId: string) =>
  (await rationaleOf(actor, scenario.id)).comments.threads.find(({ id }) => id === threadId);

/** The text becomes these paragraphs by somebody's hand. */
async function becomes(...lines: string[]) {
  const update = await readStored(scenario.id, (document) =>
    rewrite(document, { type: "doc", content: lines.map((line) => paragraph(line)) }),
  );
  if (update) await postgresLog().append({ documentId: scenario.id, update, userId: one.userId });
}

it("a thread stands beside the words it is about, for everybody who reads the rationale", async () => {
  const { threadId, commentId } = await open(one, "closed in May");
  await replyInThread(on(other), { threadId, body: "The harbour master." });
  for (const [actor, own] of [
    [one, true],
    [reader, false],
  ] as const)
    expect(await seen(actor, threadId)).toMatchObject({
      words: "closed in May",
      place: { start: "\nThe port was ".length, end: "\nThe port was closed in May".length },
      comments: [
        { id: commentId, by: one.name, own, body: "Says who?", rewordedAt: null },
        { by: other.name, body: "The harbour master." },
      ],
      resolved: null,
    });
});

it("each entry is in the ledger by the hash of its words, and in the audit log", async () => {
  const { threadId, commentId } = await open(one, "Nobody said why");
  const { bodySalt } = await db.rationaleThreadEntry.findUniqueOrThrow({ where: { id: commentId } });
  const { quoteSalt } = await db.rationaleThread.findUniqueOrThrow({ where: { id: threadId } });
  const [row] = await db.journalEntry.findMany({ where: { recordId: commentId } });
  expect(row).toMatchObject({ kind: "rationale.comment", topicId: scenario.id, teamId: scenario.teamId });
  expect(row?.body).toEqual({
    scenario: scenario.id,
    question: fixture.questionId,
    member: one.memberId,
    thread: threadId,
    number: 1,
    act: "comment",
    comment: null,
    text: textHash(bodySalt ?? new Uint8Array(), "Says who?"),
    quote: textHash(quoteSalt ?? new Uint8Array(), "Nobody said why"),
  });
  await resolveThread(on(other), { threadId, resolved: true });
  const audited = await db.auditEntry.findMany({
    where: { subjectId: scenario.id },
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
  const { threadId } = await open(one, "port");
  for (let i = 0; i < 2; i += 1) await resolveThread(on(other), { threadId, resolved: true });
  expect(await seen(reader, threadId)).toMatchObject({ resolved: { by: other.name } });
  await expect(replyInThread(on(one), { threadId, body: "But" })).rejects.toThrow("Reopen it to answer");
  await resolveThread(on(one), { threadId, resolved: false });
  expect(await seen(reader, threadId)).toMatchObject({ resolved: null });
  expect(await db.rationaleThreadEntry.count({ where: { threadId } })).toBe(3);
});

it("one rewords and withdraws one's own; given back it is as it was; nobody touches another's", async () => {
  const { threadId, commentId } = await open(one, "closed");
  await rewordComment(on(one), { threadId, commentId, body: "Says whom?" });
  expect(await seen(reader, threadId)).toMatchObject({
    comments: [{ body: "Says whom?", rewordedAt: expect.any(Number) }],
  });
  const theirs = { threadId, commentId };
  await expect(rewordComment(on(other), { ...theirs, body: "Mine" })).rejects.toThrow("nothing here");
  await expect(withdrawFromThread(on(other), theirs)).rejects.toThrow("nothing here");
  await replyInThread(on(other), { threadId, body: "They do." });
  await withdrawFromThread(on(one), theirs);
  expect((await seen(reader, threadId))?.comments).toMatchObject([{ body: null }, { body: "They do." }]);
  await expect(withdrawFromThread(on(one), theirs)).rejects.toThrow("nothing here");
  await rewordComment(on(one), { ...theirs, body: "Says whom?" });
  expect((await seen(reader, threadId))?.comments).toMatchObject([{ body: "Says whom?" }, { body: "They do." }]);
});

it("a thread whose comments were all taken back is not shown", async () => {
  const { threadId, commentId } = await open(one, "was closed");
  await withdrawFromThread(on(one), { threadId, commentId });
  expect(await seen(one, threadId)).toBeUndefined();
});

it("who is named is told, who wrote in the thread is told of an answer, each once and nobody of their own", async () => {
  const { threadId, commentId } = await open(one, "in May", `Is that so, @${other.name}?`);
  await replyInThread(on(other), { threadId, body: "It is." });
  const second = await replyInThread(on(third), { threadId, body: `Not so, @${one.name}.` });
  const told = await db.notice.findMany({ where: { remarkId: { not: null } }, orderBy: { createdAt: "asc" } });
  const mine = told.filter(({ remarkId }) => remarkId === commentId || remarkId === second.commentId);
  expect(mine.map(({ recipientId, kind }) => [recipientId, kind])).toEqual([
    [other.userId, "MENTION"],
    [one.userId, "MENTION"],
    [other.userId, "REPLY"],
  ]);
  await rewordComment(on(one), { threadId, commentId, body: `Is that so, @${other.name} and @${third.name}?` });
  const again = await db.notice.findMany({ where: { remarkId: commentId } });
  expect(again.map(({ recipientId }) => recipientId).toSorted()).toEqual([other.userId, third.userId].toSorted());
  const read = await readableNotices(other);
  expect(read).toMatchObject([
    { kind: "REPLY", remark: { threadId, body: `Not so, @${one.name}.` } },
    { kind: "MENTION", remark: { threadId } },
  ]);
  await withdrawFromThread(on(third), { threadId, commentId: second.commentId });
  expect((await readableNotices(other)).map(({ kind }) => kind)).toEqual(["MENTION"]);
});

it("in a blind round comments are closed and hidden, and so is every notice of one", async () => {
  const { threadId, commentId } = await open(one, "said why", `@${other.name}: 0.61?`);
  const before = (await readableNotices(other)).length;
  await reveal("AFTER_ROUND", new Date(Date.now() + DAY));
  expect((await rationaleOf(other, scenario.id)).comments).toEqual({
    hidden: { until: "round-closes", at: expect.any(Number) },
    open: false,
    threads: [],
  });
  expect(await readableNotices(other)).toEqual([]);
  await expect(open(one, "port")).rejects.toThrow("when the others’ forecasts are shown");
  await expect(replyInThread(on(one), { threadId, body: "So" })).rejects.toThrow("forecasts are shown");
  await expect(resolveThread(on(one), { threadId, resolved: true })).rejects.toThrow("forecasts are shown");
  await expect(rewordComment(on(one), { threadId, commentId, body: "So" })).rejects.toThrow("forecasts are shown");
  await withdrawFromThread(on(one), { threadId, commentId });
  await reveal("ALWAYS");
  expect((await readableNotices(other)).length).toBe(before - 1);
});

it("the event stream tells of a comment to those who may read it, and in a blind round to its author alone", async () => {
  const { commentId } = await open(one, "Nobody");
  const { body, ...row } = await db.journalEntry.findFirstOrThrow({
    where: { recordId: commentId },
  });
  expect(row.kind).toBe("rationale.comment");
  const { recordId, topicId, teamId } = row;
  const kind = "rationale.comment" as const;
  const { member, question } = z.object({ member: z.uuid(), question: z.uuid() }).parse(body);
  const entry = { position: 1, kind, recordId, topicId, teamId, memberId: member, questionId: question };
  const told = () => Promise.all([one, other, reader].map((actor) => mayHear(actor, entry)));
  const stranger = await (await questionFixture()).person("LEAD");
  expect([...(await told()), await mayHear(stranger, entry)]).toEqual([true, true, true, false]);
  await reveal("AFTER_ROUND", new Date(Date.now() + DAY));
  expect(await told()).toEqual([true, false, false]);
});

it("a file holds the comments where they are asked for, as far as its reader may see them", async () => {
  await open(one, "The port was", "Which of the two?");
  const file = async (comments: boolean) =>
    String((await exportRationale(reader, scenario.id, "markdown", "https://desk.example", { comments })).body);
  expect(await file(true)).toMatch(/## Comments[\s\S]*> The port was\n\n[\s\S]*Which of the two\?/);
  expect(await file(false)).not.toContain("Which of the two");
  await reveal("AFTER_ROUND", new Date(Date.now() + DAY));
  expect(await file(true)).not.toContain("Which of the two");
});

it("words that went are an orphan's with their quote; a restored version brings the comment back to them", async () => {
  const { threadId } = await open(one, "Nobody said why");
  const { number } = await nameVersion({ actor: one, scenario }, { title: "With everybody silent" });
  await becomes("The port was closed in May.", LONG);
  expect(await seen(reader, threadId)).toMatchObject({ words: "Nobody said why", place: null });
  await restoreRationale({ actor: one, scenario }, { point: `v${number}` });
  const back = "\nThe port was closed in May.\n".length;
  expect(await seen(reader, threadId)).toMatchObject({ place: { start: back, end: back + "Nobody said why".length } });
});

it("as of an instant a thread is as it was, save that what was taken back since stays taken back", async () => {
  const { threadId } = await open(one, "port was");
  const { commentId } = await replyInThread(on(other), { threadId, body: "Which port?" });
  await rewordComment(on(other), { threadId, commentId, body: "Which of the ports?" });
  const { createdAt } = await db.rationaleThreadEntry.findFirstOrThrow({ where: { id: commentId } });
  await resolveThread(on(one), { threadId, resolved: true });
  const at = (instant: number) => threadsAt(reader, scenario.id, instant);
  const then = (await at(createdAt.getTime())).find(({ id }) => id === threadId);
  expect(then).toMatchObject({ place: {}, resolved: null, comments: [{}, { body: "Which port?" }] });
  expect((await at(Date.now() + DAY)).find(({ id }) => id === threadId)).toMatchObject({ resolved: { by: one.name } });
  expect((await at(Date.now() - DAY)).map(({ id }) => id)).not.toContain(threadId);
  await withdrawFromThread(on(other), { threadId, commentId });
  const since = (await at(createdAt.getTime())).find(({ id }) => id === threadId);
  expect(since?.comments).toMatchObject([{ body: "Says who?" }, { body: null }]);
  await reveal("AFTER_ROUND", new Date(Date.now() + DAY));
  expect(await at(createdAt.getTime())).toEqual([]);
});

it("where numbers are shown after one’s own forecast, so are comments", async () => {
  const { threadId } = await open(one, "was");
  await reveal("AFTER_FORECAST");
  expect((await rationaleOf(other, scenario.id)).comments.hidden).toEqual({ until: "you-forecast", at: null });
  await fixture.forecast(other.memberId, new Date(Date.now() - DAY), 0.4);
  expect(await seen(other, threadId)).toBeDefined();
  expect((await rationaleOf(reader, scenario.id)).comments).toMatchObject({
    hidden: { until: "question-closes" },
    threads: [],
  });
});

it("who only reads the team writes nothing; nothing is added to an archived scenario or from another one", async () => {
  const { threadId } = await open(one, "The port");
  await expect(open(reader, "port")).rejects.toThrow("nothing here");
  await expect(replyInThread(on(reader), { threadId, body: "So" })).rejects.toThrow("nothing here");
  const archived = { ...scenario, archivedAt: new Date() };
  const place = await placeOfWords(scenario.id, "port");
  await expect(openThread(on(one, archived), { ...place, body: "So" })).rejects.toThrow("archived");
  await expect(replyInThread(on(one, archived), { threadId, body: "So" })).rejects.toThrow("archived");
  const elsewhere = await questionFixture();
  const stranger = await elsewhere.person("FORECASTER");
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: elsewhere.questionId },
    select: { scenarioId: true },
  });
  const theirs = { id: scenarioId, teamId: elsewhere.teamId, archivedAt: null };
  await expect(replyInThread(on(stranger, theirs), { threadId, body: "So" })).rejects.toThrow("nothing here");
  await expect(openThread(on(stranger, theirs), { ...place, body: "So" })).rejects.toMatchObject({
    code: "CONFLICT",
    field: "start",
  });
});

it("a place that is none, that is gone or that is too long is refused by its field", async () => {
  const place = await placeOfWords(scenario.id, "port");
  const send = (given: object) => openThread(on(one), { ...place, body: "So", ...given });
  await expect(send({ start: "/////w==" })).rejects.toMatchObject({ code: "INVALID", field: "start" });
  await expect(send({ start: place.end })).rejects.toMatchObject({ code: "INVALID", field: "start" });
  const first = await placeOfWords(scenario.id, "May");
  await expect(send({ start: first.start, end: place.end })).rejects.toThrow("no longer in the text");
  const { end } = await placeOfWords(scenario.id, LONG);
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
  const crowded = await questionFixture({ teamId: fixture.teamId });
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: crowded.questionId },
    select: { scenarioId: true },
  });
  const of = { id: scenarioId, teamId: fixture.teamId, archivedAt: null };
  const { threadId } = await newThread(db, { scenarioId, teamId: of.teamId, memberId: one.memberId });
  const { id: _id, ...thread } = await db.rationaleThread.findUniqueOrThrow({ where: { id: threadId } });
  const {
    id: _entry,
    number: _number,
    ...entry
  } = await db.rationaleThreadEntry.findFirstOrThrow({ where: { threadId } });
  await db.rationaleThreadEntry.createMany({
    data: Array.from({ length: THREAD_ENTRIES - 2 }, (_, index) => ({ ...entry, number: index + 2 })),
  });
  await replyInThread(on(one, of), { threadId, body: "The last." });
  await expect(replyInThread(on(one, of), { threadId, body: "One more." })).rejects.toThrow("at most 1000 entries");
  await db.rationaleThread.createMany({ data: Array.from({ length: THREADS - 2 }, () => thread) });
  const place = await placeOfWords(scenarioId);
  await openThread(on(one, of), { ...place, body: "The last." });
  await expect(openThread(on(one, of), { ...place, body: "One more." })).rejects.toThrow("at most 500 threads");
});

it("who comments without pause is asked to wait; others are not, and what was said can be taken back all the same", async () => {
  const talker = await fixture.person("FORECASTER");
  const { threadId, commentId } = await open(talker, "closed in May");
  for (let tries = 2; tries < 120; tries += 1) await spendTry("comment.person", talker.userId);
  await replyInThread(on(talker), { threadId, body: "And?" });
  await expect(replyInThread(on(talker), { threadId, body: "And?" })).rejects.toMatchObject({ code: "TOO_MANY" });
  await expect(open(talker, "Nobody")).rejects.toMatchObject({ code: "TOO_MANY" });
  await withdrawFromThread(on(talker), { threadId, commentId });
  await replyInThread(on(third), { threadId, body: "Enough." });
});
