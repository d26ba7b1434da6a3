import { beforeEach, expect, it, vi } from "vitest";
import { db, pool } from "#server/platform/db";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";
import { readLogs } from "#server/scores/read-logs";
import { rescoreIfOlder, startRescoring } from "#server/scores/recompute/begin";
import { continueRescoring, rescoreAll } from "#server/scores/recompute/rescore";
import { rescoringState, rescoringUnderWay } from "#server/scores/recompute/rescoring-queries";
import { scoreQuestion, scoresUnder } from "#server/scores/score-question";

const version = vi.hoisted(() => ({ SCORING_VERSION: 1 }));
vi.mock("#core/scoring/version", () => ({
  get SCORING_VERSION() {
    return version.SCORING_VERSION;
  },
}));

const DAY = 86_400_000;
const HOW_MANY = 6;
let admin: Awaited<ReturnType<QuestionFixture["person"]>>;

/** Some resolved questions whose stored scores an older version wrote, and wrong ones. */
async function resolvedQuestion(n: number): Promise<QuestionFixture> {
  const q = await questionFixture();
  const at = (days: number) => new Date(q.opensAt.getTime() + days * DAY);
  for (let i = 0; i < 3; i++) {
    const { memberId } = await q.person("FORECASTER");
    await q.forecast(memberId, at(i + n), 0.1 + 0.2 * i);
    await q.forecast(memberId, at(20 + i + n), 0.85 - 0.2 * i);
  }
  const { id } = await db.resolution.create({
    data: {
      teamId: q.teamId,
      questionId: q.questionId,
      version: 1,
      outcome: n % 2 ? "YES" : "NO",
      knownAt: at(60),
      origin: "IMPORT",
    },
    select: { id: true },
  });
  await db.question.update({ where: { id: q.questionId }, data: { state: "RESOLVED" } });
  await scoreQuestion(db, id);
  return q;
}

let first: QuestionFixture;
let questions: QuestionFixture[];
beforeEach(async () => {
  await pool.query(`DELETE FROM "RescoringRun"`);
  await pool.query(`UPDATE "Question" SET "state" = 'DRAFT'`);
  await pool.query(`DELETE FROM "Score"`);
  version.SCORING_VERSION = 1;
  questions = [];
  first = await resolvedQuestion(0);
  questions.push(first);
  for (let n = 1; n < HOW_MANY; n++) questions.push(await resolvedQuestion(n));
  admin = await first.person("OBSERVER", "ADMIN");
  await pool.query(`UPDATE "Score" SET "value" = "value" + 1`);
  version.SCORING_VERSION = 2;
});

/** By question: the version of its rows (one, or it is torn), and whether they are what the rules give, bit for bit. */
async function stored(of: readonly QuestionFixture[] = questions) {
  const out = [];
  for (const { questionId, opensAt, closesAt } of of) {
    const { outcome, knownAt } = await db.resolution.findFirstOrThrow({ where: { questionId } });
    const question = (await readLogs(db, [questionId])).get(questionId) ?? { type: "binary", log: [] };
    const clocks = { opensAt: opensAt.getTime(), closesAt: closesAt.getTime(), knownAt: knownAt.getTime() };
    const due = scoresUnder({ clocks, question, verdict: { outcome, option: null, value: null } });
    const rows = await db.score.findMany({ where: { questionId, rule: "PEER" } });
    const versions = new Set(rows.map(({ scoringVersion }) => scoringVersion));
    const exact =
      due.length === rows.length &&
      due.every(({ person, peer }) =>
        rows.some(({ memberId, value }) => memberId === person && Object.is(value, peer)),
      );
    out.push({ versions: [...versions], exact });
  }
  return out;
}
const never = new AbortController().signal;
/** Fires when so many steps of the run under way are written. */
function after(steps: number): AbortSignal {
  const controller = new AbortController();
  const transaction = db.$transaction.bind(db);
  let seen = 0;
  vi.spyOn(db, "$transaction").mockImplementation(async (...args: Parameters<typeof transaction>) => {
    const result = await transaction(...args);
    if (++seen === steps) controller.abort();
    return result;
  });
  return controller.signal;
}

it("newer rules recompute every stored score by themselves, exactly", async () => {
  expect((await stored()).every(({ versions, exact }) => versions[0] === 1 && !exact)).toBe(true);
  expect(await rescoreIfOlder()).toBe(true);
  expect(await continueRescoring(never)).toBe(HOW_MANY);
  expect(await stored()).toEqual(Array(HOW_MANY).fill({ versions: [2], exact: true }));
  expect(await rescoreIfOlder(), "nothing is left").toBe(false);
  expect(await rescoringUnderWay()).toBeNull();
});

it("cut off in between, every question has the scores of one version, and it goes on where it was", async () => {
  await rescoreIfOlder();
  const signal = after(2);
  expect(await continueRescoring(signal)).toBe(2);
  vi.restoreAllMocks();
  const half = await stored();
  expect(half.filter(({ versions, exact }) => versions.length === 1 && versions[0] === 2 && exact)).toHaveLength(2);
  expect(half.filter(({ versions, exact }) => versions.length === 1 && versions[0] === 1 && !exact)).toHaveLength(
    HOW_MANY - 2,
  );
  expect(await rescoringUnderWay()).toEqual({ done: 2, total: HOW_MANY });
  expect(await continueRescoring(never)).toBe(HOW_MANY - 2);
  expect(await stored()).toEqual(Array(HOW_MANY).fill({ versions: [2], exact: true }));
});

it("a node whose database session dies in the middle of a question loses that question's work and no more", async () => {
  await rescoreIfOlder();
  const transaction = db.$transaction.bind(db);
  let seen = 0;
  vi.spyOn(db, "$transaction").mockImplementation(
    async (run: (tx: Parameters<typeof scoreQuestion>[0]) => Promise<unknown>) =>
      transaction(async (tx) => {
        const result = await run(tx);
        if (++seen === 3) await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
        return result;
      }),
  );
  await expect(continueRescoring(never)).rejects.toThrow();
  vi.restoreAllMocks();
  const half = await stored();
  expect(half.filter(({ exact }) => exact)).toHaveLength(2);
  expect(half.every(({ versions }) => versions.length === 1)).toBe(true);
  await continueRescoring(never);
  expect(await stored()).toEqual(Array(HOW_MANY).fill({ versions: [2], exact: true }));
});

it("two nodes share the work, and do nothing twice", async () => {
  await Promise.all([rescoreIfOlder(), rescoreIfOlder()]);
  const done = await Promise.all([continueRescoring(never), continueRescoring(never), continueRescoring(never)]);
  expect(done.reduce((sum, n) => sum + n, 0)).toBe(HOW_MANY);
  expect(await stored()).toEqual(Array(HOW_MANY).fill({ versions: [2], exact: true }));
});

it("a node with older rules leaves the run to those with newer ones; newer ones end an older run", async () => {
  await rescoreIfOlder();
  version.SCORING_VERSION = 1;
  expect(await continueRescoring(never)).toBe(0);
  expect(await rescoringUnderWay()).toMatchObject({ done: 0 });
  version.SCORING_VERSION = 3;
  await rescoreIfOlder();
  await continueRescoring(never);
  expect(await stored()).toEqual(Array(HOW_MANY).fill({ versions: [3], exact: true }));
});

it("a log that the rules refuse keeps its old scores and is named; the others are done", async () => {
  await pool.query(`ALTER TABLE "Forecast" DISABLE TRIGGER USER`);
  await pool.query(`UPDATE "Forecast" SET "kind" = 'REAFFIRMATION' WHERE "questionId" = $1 AND "sequence" = 1`, [
    first.questionId,
  ]);
  await pool.query(`ALTER TABLE "Forecast" ENABLE TRIGGER USER`);
  await rescoreIfOlder();
  await continueRescoring(never);
  const { runs } = await rescoringState(admin);
  expect(runs[0]).toMatchObject({ total: HOW_MANY, done: HOW_MANY, startedBy: null });
  expect(runs[0]?.problems).toMatchObject([{ questionId: first.questionId, title: "Will it happen?" }]);
  const rows = await db.score.groupBy({ by: ["scoringVersion"], where: { questionId: first.questionId } });
  expect(rows).toHaveLength(1);
  expect(await stored(questions.slice(1))).toEqual(Array(HOW_MANY - 1).fill({ versions: [2], exact: true }));
});

it("an administrator recomputes all by hand, once at a time; nobody else sees or does", async () => {
  await rescoreAll(admin.userId);
  expect(await stored()).toEqual(Array(HOW_MANY).fill({ versions: [2], exact: true }));
  const { rows, runs, scoringVersion } = await rescoringState(admin);
  expect(scoringVersion).toBe(2);
  expect(rows).toMatchObject([{ scoringVersion: 2, questions: HOW_MANY }]);
  expect(runs).toMatchObject([{ startedBy: admin.name, total: HOW_MANY, done: HOW_MANY, problems: [] }]);
  await startRescoring(admin);
  await expect(startRescoring(admin)).rejects.toMatchObject({ code: "CONFLICT" });
  const lead = await first.person("LEAD");
  await expect(rescoringState(lead)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
