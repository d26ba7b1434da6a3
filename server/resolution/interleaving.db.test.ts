import { beforeAll, expect, it, vi } from "vitest";
import { type Random, randomIndex, seededRandom } from "#core/math/random";
import type { Actor } from "#core/permissions";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { withdraw } from "#server/forecasts/withdraw";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { moveClose } from "#server/questions/move-close";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeCorrection } from "#server/resolution/correct-resolution";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { rejectResolution } from "#server/resolution/reject-resolution";
import { questionFixture } from "#server/scores/question.fixture";
import { readLogs } from "#server/scores/read-logs";
import { scoresUnder } from "#server/scores/score-question";

/**
 * Resolve, unresolve, amend the close, forecast and withdraw, by sixteen people at once on one question, in random order.
 * Afterwards, and whenever a reader looks meanwhile, the stored scores are those of the log by core, bit for bit, and a question
 * that is not resolved has none. INTERLEAVINGS=1000 looks further, SEED=n begins elsewhere.
 */
const INTERLEAVINGS = Number(process.env.INTERLEAVINGS ?? 100);
const FIRST_SEED = process.env.SEED === "random" ? Date.now() & 0x7fffffff : Number(process.env.SEED ?? 20261124);
const WRITERS = 16;
const ACTS_EACH = 2;
/** A reader looks each time that this many more acts have ended, while the others go on. */
const LOOK_EVERY = 4;
const DAY = 86_400_000;

vi.setConfig({ testTimeout: 30_000 + INTERLEAVINGS * 5_000 });

/** The same people all along: half of them may confirm. */
const people: (Actor & { memberId: string })[] = [];
const leads: Actor[] = [];
let teamId = "";
beforeAll(async () => {
  const first = await questionFixture();
  teamId = first.teamId;
  for (let n = 0; n < WRITERS; n++) people.push(await first.person(n % 2 ? "LEAD" : "FORECASTER"));
  leads.push(...people.filter((_, n) => n % 2));
});

type Scene = Awaited<ReturnType<typeof scene>>;

async function scene(random: Random) {
  const now = Date.now();
  // Some close within the run, so that the clock takes part.
  const closesAt = new Date(now + (random() < 0.2 ? 100 + random() * 300 : DAY * (1 + random() * 60)));
  const q = await questionFixture({ opensAt: new Date(now - DAY * (1 + random() * 20)), closesAt, teamId });
  for (const { memberId } of people.slice(0, randomIndex(random, WRITERS)))
    await q.forecast(memberId, new Date(+q.opensAt + random() * (now - +q.opensAt)), 0.01 + 0.98 * random());
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: q.questionId },
    select: { scenarioId: true },
  });
  return { q, question: { id: q.questionId, teamId: q.teamId, scenarioId } };
}

/** One act of one person, drawn beforehand so that the seed alone decides who does what. */
function drawn(random: Random, { q, question }: Scene): (actor: Actor) => Promise<unknown> {
  const kind = randomIndex(random, 10);
  const [p, share, outcome] = [Math.round(1 + random() * 998) / 1000, random(), random() < 0.5 ? "YES" : "NO"] as const;
  const knownAt = () => new Date(+q.opensAt + share * (Date.now() - +q.opensAt));
  const evidence = { quote: "It is on record.", note: "So it is." };
  const judge = leads[randomIndex(random, leads.length)] ?? leads[0];
  if (!judge) throw new Error("somebody judges");
  const correct = async (actor: Actor) => {
    const inForce = await db.resolution.findFirst({
      where: { questionId: question.id },
      orderBy: { version: "desc" },
      select: { id: true },
    });
    if (!inForce) return;
    const next = share < 0.6 ? null : outcome;
    const input = { resolutionId: inForce.id, outcome: next, knownAt: knownAt(), ...evidence };
    const { proposalId: id } = await proposeCorrection({ actor, question }, input);
    await confirmResolution({ actor: judge, proposal: { id } }, {});
  };
  const resolve = async (actor: Actor) => {
    const input = { outcome, knownAt: knownAt(), ...evidence };
    const { proposalId: id } = await proposeResolution({ actor, question }, input);
    const proposal = { id };
    if (share < 0.2) await rejectResolution({ actor: judge, proposal }, { note: "Not yet." });
    else await confirmResolution({ actor: judge, proposal }, {});
  };
  if (kind <= 2) return (actor) => submitForecast({ actor, question }, { probability: p });
  if (kind === 3) return (actor) => withdraw({ actor, question });
  if (kind <= 5) return resolve;
  if (kind <= 7) return correct;
  return (actor) =>
    moveClose({ actor, question }, { closesAt: new Date(Date.now() + DAY * (1 + share * 90)), reason: "Put off." });
}

/** Refusals are part of it; nothing else is. */
async function refusable(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** Compares what is stored with what core makes of the log, both seen at one instant. @returns whether there were scores */
async function check(questionId: string): Promise<boolean> {
  return db.$transaction(
    async (tx) => {
      const { state } = await tx.question.findUniqueOrThrow({ where: { id: questionId }, select: { state: true } });
      const rows = await tx.$queryRaw<
        { memberId: string; rule: string; value: number; coverage: number; attendance: number }[]
      >`
        SELECT "memberId", "rule"::text AS "rule", "value", "coverage", "attendance" FROM "Score"
        WHERE "questionId" = ${questionId}::uuid`;
      if (state !== "RESOLVED") {
        expect(rows, `scores of a question that is ${state}`).toEqual([]);
        return false;
      }
      const [verdict] = await tx.$queryRaw<
        { outcome: "YES" | "NO"; opensAt: number; closesAt: number; knownAt: number }[]
      >`
        SELECT r."outcome"::text AS "outcome", (extract(epoch FROM v."opensAt") * 1000)::float8 AS "opensAt",
          (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
          (extract(epoch FROM r."knownAt") * 1000)::float8 AS "knownAt"
        FROM "Resolution" r JOIN "QuestionVersion" v ON v."questionId" = r."questionId"
        WHERE r."questionId" = ${questionId}::uuid ORDER BY r."version" DESC, v."number" DESC LIMIT 1`;
      if (!verdict) throw new Error("a resolved question has a verdict");
      const { outcome, ...clocks } = verdict;
      const question = (await readLogs(tx, [questionId])).get(questionId) ?? { type: "binary", log: [] };
      const scores = scoresUnder({ clocks, question, verdict: { outcome, option: null, value: null } });
      const due = scores.flatMap(({ person: memberId, coverage, attendance, ...score }) =>
        [
          ["PEER", score.peer] as const,
          ["BASELINE", score.baseline] as const,
          ["RELATIVE_BRIER", score.relativeBrier] as const,
          ["TIME_AVERAGED_BRIER", score.timeAveragedBrier] as const,
        ].map(([rule, value]) => ({ memberId, rule, value, coverage, attendance })),
      );
      const inOrder = <T extends { memberId: string; rule: string }>(list: readonly T[]) =>
        list.toSorted((a, b) => (a.memberId + a.rule < b.memberId + b.rule ? -1 : 1));
      expect(inOrder(rows.filter(({ rule }) => !rule.startsWith("SPOT_")))).toEqual(inOrder(due));
      return rows.length > 0;
    },
    { isolationLevel: "RepeatableRead" },
  );
}

it(`stored scores are those of the log after ${INTERLEAVINGS} interleavings, and at every instant of them`, async () => {
  console.log(`interleavings from seed ${FIRST_SEED}`);
  const seen = { done: 0, refused: 0, looks: 0, scored: 0 };
  for (let n = 0; n < INTERLEAVINGS; n++) {
    const seed = FIRST_SEED + n;
    const random = seededRandom(seed);
    const made = await scene(random);
    const acts = people.map((actor) => ({
      actor,
      acts: Array.from({ length: ACTS_EACH }, () => drawn(random, made)),
    }));
    const look = async () => {
      if (await check(made.q.questionId)) seen.scored++;
      seen.looks++;
    };
    const looks: Promise<void>[] = [];
    try {
      await Promise.all(
        acts.map(async (person) => {
          for (const act of person.acts) {
            if (await refusable(() => act(person.actor))) seen.done++;
            else seen.refused++;
            if ((seen.done + seen.refused) % LOOK_EVERY === 0) looks.push(look());
          }
        }),
      );
      await Promise.all(looks);
      await look();
    } catch (error) {
      throw new Error(`interleaving of seed ${seed} went wrong (SEED=${seed} INTERLEAVINGS=1 repeats it)`, {
        cause: error,
      });
    }
  }
  console.log(
    JSON.stringify([
      {
        figure: "interleavings",
        value: INTERLEAVINGS,
        unit: `of ${seen.done} acts, ${seen.refused} refused; ${seen.looks} looks, ${seen.scored} at scores`,
      },
    ]),
  );
  // That the interleavings are worth their name: questions were resolved and looked at while others wrote.
  expect(seen.scored).toBeGreaterThan(INTERLEAVINGS / 10);
});
