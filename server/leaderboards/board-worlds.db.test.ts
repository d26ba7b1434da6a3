import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { aggregateHistory } from "#core/aggregation/binary";
import { effectiveClose } from "#core/clock";
import { seededRandom } from "#core/math/random";
import { leaderboard, type ScoredRow } from "#core/ranking/leaderboard";
import { scoreCrowdRow } from "#core/scoring/crowd-row";
import { binaryRule } from "#core/scoring/rules";
import { spotScores } from "#core/scoring/spot";
import { sweepBinary } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";
import {
  BOARD_RULES,
  type BoardChoice,
  type BoardRule,
  rulesOf,
  USUAL_CHOICE,
} from "#server/leaderboards/board-choice";
import { readBoard } from "#server/leaderboards/leaderboard-queries";
import { db, pool } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { appRouter } from "#server/routers/app";
import { addPerson, type Person } from "../../e2e/fixtures/world-people";

/**
 * Random teams that live through the procedures, as their people would make them, at the clocks of the database: questions
 * written and their closes moved, forecasts, reaffirmations, withdrawals, verdicts known early or after the close, void,
 * ambiguous, rejected, corrected and withdrawn. Then their board equals what core makes of the same log, bit for bit.
 * `WORLDS` says how many, `WORLDS_SEED` from where; the team, its people and the brief are put there beforehand.
 */
const WORLDS = Number(process.env.WORLDS ?? 12);
const SEED = Number(process.env.WORLDS_SEED ?? Math.floor(Math.random() * 2 ** 31));

vi.setConfig({ testTimeout: 30_000 + 5000 * WORLDS });

type Draw = ReturnType<typeof drawer>;

function drawer(seed: number) {
  const random = seededRandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  return {
    below,
    chance: (p: number) => random() < p,
    between: (low: number, high: number) => low + random() * (high - low),
    one: <T>(list: readonly [T, ...T[]]): T => list[below(list.length)] ?? list[0],
  };
}

const callerOf = (actor: Person) => appRouter.createCaller({ actor, address: actor.userId });
/** What the rules refuse (nothing stands to be withdrawn, the question has closed) is part of a random life. */
async function perhaps<T>(act: Promise<T>): Promise<T | null> {
  return act.catch((error: unknown) => {
    const cause = error instanceof Error ? error.cause : null;
    if (cause instanceof AppError && ["CONFLICT", "INVALID"].includes(cause.code)) return null;
    throw error;
  });
}

async function people(draw: Draw, teamId: string) {
  const add = (name: string, role: "LEAD" | "FORECASTER") => addPerson(db, { name, memberships: [{ teamId, role }] });
  const forecasters: [Person, ...Person[]] = [await add("Forecaster", "FORECASTER")];
  for (let n = draw.below(3); n >= 0; n--) forecasters.push(await add("Forecaster", "FORECASTER"));
  return { forecasters, proposer: await add("Proposer", "FORECASTER"), lead: await add("Lead", "LEAD") };
}

type Cast = Awaited<ReturnType<typeof people>>;

async function writeQuestion(draw: Draw, { lead }: Cast, teamId: string, briefId: string, number: number) {
  const scenario = await db.scenario.create({
    data: { teamId, briefId, number, statement: "It happens." },
    select: { id: true },
  });
  const now = Date.now();
  // Some close while the others are still forecast.
  const closesAt = now + (draw.chance(0.3) ? draw.between(20, 150) : draw.between(2000, 9000));
  const revealed = draw.chance(0.3);
  const { questionId } = await callerOf(lead).question.create({
    scenarioId: scenario.id,
    role: "HEADLINE",
    publish: true,
    title: "Will it happen?",
    criteria: "",
    source: "",
    opensAt: new Date(now - draw.between(0, 200)),
    closesAt: new Date(closesAt),
    revealPolicy: revealed ? "AFTER_ROUND" : draw.one(["ALWAYS", "AFTER_FORECAST"]),
    revealAt: revealed ? new Date(draw.between(now + 10, closesAt)) : null,
  });
  return questionId;
}

async function forecast(draw: Draw, { forecasters, lead }: Cast, questionId: string): Promise<void> {
  const caller = callerOf(draw.one(forecasters));
  const kind = draw.below(10);
  if (kind < 6) {
    const probability = draw.chance(0.2) ? 0.5 : Math.round(draw.between(0.001, 0.999) * 1000) / 1000;
    await perhaps(caller.forecast.submit({ questionId, probability }));
  } else if (kind < 8) await perhaps(caller.forecast.reaffirm({ questionId }));
  else if (kind < 9) await perhaps(caller.forecast.withdraw({ questionId }));
  else {
    const closesAt = new Date(Date.now() + draw.between(50, 5000));
    await perhaps(callerOf(lead).question.moveClose({ questionId, closesAt, reason: "It moved." }));
  }
}

const OUTCOMES = ["YES", "NO", "YES", "NO", "YES", "NO", "VOID", "AMBIGUOUS"] as const;
const EVIDENCE = { evidenceUrl: "https://record.example/1", note: "As reported." };

async function resolve(draw: Draw, { proposer, lead }: Cast, questionId: string): Promise<void> {
  const version = await db.questionVersion.findFirstOrThrow({
    where: { questionId },
    orderBy: { number: "desc" },
    select: { opensAt: true },
  });
  const opened = version.opensAt.getTime();
  const knownAt = () => new Date(opened + 1 + (Date.now() - opened - 1) * draw.between(0.2, 1));
  const outcome = () => draw.one(OUTCOMES);
  for (let turn = 0; turn < 2; turn++) {
    const inForce = await db.resolution.findFirst({
      where: { questionId },
      orderBy: { version: "desc" },
      select: { id: true, outcome: true },
    });
    const proposed =
      inForce === null || inForce.outcome === null
        ? callerOf(proposer).resolution.propose({ questionId, outcome: outcome(), knownAt: knownAt(), ...EVIDENCE })
        : callerOf(proposer).resolution.correct({
            questionId,
            resolutionId: inForce.id,
            outcome: draw.chance(0.2) ? null : outcome(),
            knownAt: knownAt(),
            ...EVIDENCE,
          });
    const made = await perhaps(proposed);
    if (!made) return;
    if (draw.chance(0.15)) await callerOf(lead).resolution.reject({ proposalId: made.proposalId, note: "Not so." });
    else await perhaps(callerOf(lead).resolution.confirm({ proposalId: made.proposalId }));
    if (draw.chance(0.75)) return;
  }
}

interface Stored {
  id: string;
  outcome: "yes" | "no";
  opensAt: number;
  closesAt: number;
  knownAt: number;
  revealAt: number | null;
}

/** The questions in force and their logs, straight from the tables. */
async function recorded(teamId: string) {
  const { rows: questions } = await pool.query<Stored>(
    `SELECT q."id", lower(r."outcome"::text) AS "outcome", (extract(epoch FROM q."revealAt") * 1000)::float8 AS "revealAt",
       (extract(epoch FROM v."opensAt") * 1000)::float8 AS "opensAt",
       (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
       (extract(epoch FROM r."knownAt") * 1000)::float8 AS "knownAt"
     FROM "Question" q
     JOIN "QuestionVersion" v ON v."questionId" = q."id" AND NOT EXISTS (SELECT FROM "QuestionVersion" o
       WHERE o."questionId" = q."id" AND o."number" > v."number")
     JOIN "Resolution" r ON r."questionId" = q."id" AND NOT EXISTS (SELECT FROM "Resolution" o
       WHERE o."questionId" = q."id" AND o."version" > r."version")
     WHERE q."teamId" = $1 AND r."outcome" IN ('YES', 'NO')`,
    [teamId],
  );
  const { rows } = await pool.query<{
    question: string;
    person: string;
    kind: "FORECAST" | "REAFFIRMATION" | "WITHDRAWAL";
    value: number;
    sequence: number;
    at: number;
  }>(
    `SELECT "questionId" AS "question", "memberId" AS "person", "kind", "probabilities"[1] AS "value", "sequence",
       (extract(epoch FROM "madeAt") * 1000)::float8 AS "at"
     FROM "Forecast" WHERE "teamId" = $1`,
    [teamId],
  );
  const logOf = (id: string) =>
    rows.flatMap(({ question, kind, value, ...event }): ForecastEvent<number>[] => {
      if (question !== id) return [];
      if (kind === "FORECAST") return [{ ...event, kind: "forecast", value }];
      return [{ ...event, kind: kind === "WITHDRAWAL" ? "withdrawal" : "reaffirmation" }];
    });
  const close = ({ closesAt, knownAt }: Stored) => Math.min(closesAt, knownAt);
  return questions
    .toSorted((a, b) => close(a) - close(b) || (a.id < b.id ? -1 : 1))
    .map((question) => ({ ...question, log: logOf(question.id) }));
}

/** What core gives for a recorded team under a rule, and for its crowd. */
function rowsOf(questions: Awaited<ReturnType<typeof recorded>>, rule: BoardRule) {
  const people: ScoredRow[] = [];
  const crowd: ScoredRow[] = [];
  for (const { id: question, outcome, opensAt, closesAt, knownAt, revealAt, log } of questions) {
    const clocks = { opensAt, closesAt, knownAt };
    const asked = { clocks, log, rule: binaryRule(outcome) };
    const spots = new Map(spotScores(asked, revealAt).map((spot) => [spot.person, spot]));
    for (const swept of sweepBinary({ clocks, log, outcome })) {
      const { person, coverage, attendance, peer, baseline, relativeBrier } = swept;
      const spot = coverage > 0 ? spots.get(person) : undefined;
      const score = {
        peer,
        baseline,
        relative_brier: relativeBrier,
        spot_peer: spot?.peer ?? null,
        spot_baseline: spot?.baseline ?? null,
      }[rule];
      const weight = rule.startsWith("spot") ? 1 : coverage;
      if (score !== null) people.push({ person, question, score, coverage: weight, attendance });
    }
    const median = aggregateHistory("median", log, { from: opensAt, until: effectiveClose(clocks) });
    const { peer: score, coverage, attendance } = scoreCrowdRow(asked, median);
    if (score !== null) crowd.push({ person: "median", question, score, coverage, attendance });
  }
  return { people, crowd };
}

async function live(draw: Draw) {
  const team = await db.team.create({ data: { name: `World ${randomUUID()}` }, select: { id: true } });
  const brief = await db.brief.create({ data: { teamId: team.id }, select: { id: true } });
  const cast = await people(draw, team.id);
  const questions: string[] = [];
  const [asked, said] = [2 + draw.below(3), 12 + draw.below(24)];
  for (let n = 0; n < asked; n++) questions.push(await writeQuestion(draw, cast, team.id, brief.id, n + 1));
  for (let n = 0; n < said; n++) await forecast(draw, cast, questions[draw.below(questions.length)] ?? "");
  for (const questionId of questions) await resolve(draw, cast, questionId);
  return { teamId: team.id, lead: cast.lead };
}

it("random teams live through the procedures, and their boards are core's, bit for bit", async () => {
  console.log(`${WORLDS} worlds from seed ${SEED}`);
  let [lines, scored] = [0, 0];
  for (let n = 0; n < WORLDS; n++) {
    const draw = drawer(SEED + n);
    const { teamId, lead } = await live(draw);
    const questions = await recorded(teamId);
    scored += questions.length;
    for (const score of BOARD_RULES) {
      const choice: BoardChoice = { ...USUAL_CHOICE, score, k: draw.one([0.5, 10, 33.3]), questions: draw.below(3) };
      const board = await readBoard(lead, [teamId], choice);
      const wanted = rowsOf(questions, score);
      const { ranked, unranked } = leaderboard(wanted.people, rulesOf(choice));
      const where = `world ${n} of seed ${SEED}, ${score}`;
      expect(
        board.ranked.map((line) => figures(line.memberId, line)),
        where,
      ).toEqual(ranked.map((line) => figures(line.person, line)));
      expect(
        board.unranked.map((line) => figures(line.memberId, line)),
        where,
      ).toEqual(unranked.map((line) => figures(line.person, line)));
      lines += ranked.length + unranked.length;
      if (score !== "peer") continue;
      const [crowd] = leaderboard(wanted.crowd, { shrinkage: choice.k }).ranked;
      const median = board.crowd.find(({ method }) => method === "median");
      expect(median && figures(null, median), where).toEqual(crowd && figures(null, { ...crowd, rank: undefined }));
    }
  }
  console.log(`${scored} scored questions, ${lines} lines compared`);
  expect(lines).toBeGreaterThan(WORLDS);
});

interface Figures {
  questions: number;
  coverage: number;
  attendance: number;
  score: number;
  unshrunk: number;
  rank?: number;
}

/** All that a line says of a person; equal to the last bit. */
const figures = (person: string | null, { questions, coverage, attendance, score, unshrunk, rank }: Figures) => ({
  person,
  questions,
  coverage,
  attendance,
  score,
  unshrunk,
  rank,
});
