import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { aggregate, aggregateAt } from "#core/aggregation/binary";
import { type Horizon, horizonInstant, pairsAtHorizon, timeWeightedPairs } from "#core/calibration/horizon";
import { formatInstant } from "#core/instant";
import { seededRandom } from "#core/math/random";
import type { Actor } from "#core/permissions";
import { WHOLE_SELECTION } from "#core/question-selection";
import type { ForecastEvent } from "#core/standing";
import { calibratedPeople, calibrationOf, questionsBehind } from "#server/calibration/calibration-queries";
import { importWorlds } from "#server/exchange/import-world";
import { fileOf } from "#server/exchange/test-world";
import { db } from "#server/platform/db";

const DAY = 86_400_000;
const START = Date.parse("2024-01-01T00:00:00Z");
const admin: Actor = { userId: "00000000-0000-7000-8000-000000000001", orgRole: "ADMIN", memberships: [] };

interface MadeQuestion {
  id: string;
  opensAt: number;
  closesAt: number;
  knownAt: number;
  outcome: "yes" | "no" | "void";
  log: ForecastEvent<number>[];
}

const PEOPLE = ["a", "b", "c"];

/** Questions with every way to miss the horizon: early answers, closes to come, withdrawals, reaffirmations, ties. */
function drawn(seed: number): MadeQuestion[] {
  const random = seededRandom(seed);
  const whole = (n: number) => Math.floor(random() * n);
  return Array.from({ length: 12 }, (_, n): MadeQuestion => {
    const opensAt = START + whole(20) * DAY + whole(1000) / 1000;
    const closesAt =
      whole(6) === 0 ? Date.parse("2190-01-01T00:00:00Z") : opensAt + (2 + whole(100)) * DAY + whole(3) / 1000;
    const span = Math.min(closesAt, opensAt + 100 * DAY) - opensAt;
    const knownAt = opensAt + (whole(4) === 0 ? span / 2 : (whole(11) * span) / 10);
    const log = PEOPLE.flatMap((person) => {
      let held = false;
      const instants = Array.from({ length: whole(5) }, () => {
        const at = whole(5) === 0 ? opensAt + (closesAt - opensAt) / 2 : opensAt - DAY + random() * (span + 2 * DAY);
        return Math.floor(Math.min(at, Date.now() - DAY) * 1000) / 1000;
      }).sort((a, b) => a - b);
      return instants.map((at, i): ForecastEvent<number> => {
        const event = { person, at, sequence: i + 1 };
        const kind = held ? whole(4) : 0;
        held = kind !== 1;
        if (kind === 1) return { ...event, kind: "withdrawal" };
        if (kind === 2) return { ...event, kind: "reaffirmation" };
        return { ...event, kind: "forecast", value: (1 + whole(99)) / 100 };
      });
    });
    const outcome = (["yes", "yes", "no", "no", "void"] as const)[whole(5)] ?? "yes";
    return { id: `q${n}`, opensAt, closesAt, knownAt: Math.floor(knownAt * 1000) / 1000, outcome, log };
  });
}

async function written(questions: readonly MadeQuestion[], team: string): Promise<string> {
  const world = {
    format: "bellwether-world/1",
    people: PEOPLE.map((id) => ({ id, name: id.toUpperCase(), role: "forecaster" })),
    questions: questions.map(({ id, opensAt, closesAt }) => ({
      id,
      type: "binary",
      title: `Question ${id}`,
      criteria: "c",
      source: "s",
      opensAt: formatInstant(opensAt),
      closesAt: formatInstant(closesAt),
      revealAt: null,
    })),
    forecasts: questions.flatMap(({ id, log }) =>
      log.map((event) => ({
        question: id,
        person: event.person,
        madeAt: formatInstant(event.at),
        kind: event.kind,
        ...(event.kind === "forecast" ? { probability: event.value } : {}),
      })),
    ),
    resolutions: questions.map(({ id, outcome, knownAt }) => ({
      question: id,
      outcome,
      knownAt: formatInstant(knownAt),
    })),
  };
  return (await importWorlds([fileOf(world)], { team, bounds: "refuse" })).team.id;
}

/** A pair as text, so that lists compare whatever their order. */
const line = (title: string, forecast: number, outcome: string, weight = 1) =>
  `${title} ${forecast.toFixed(9)} ${outcome} ${weight.toFixed(9)}`;

async function stored(teamId: string, choice: Parameters<typeof calibrationOf>[2]): Promise<string[]> {
  const calibration = await calibrationOf(admin, [teamId], choice);
  const titles = new Map(calibration.counted.map(({ id, title }) => [id, title]));
  return calibration.pairs
    .map(({ question, forecast, outcome, weight }) => line(titles.get(question) ?? "?", forecast, outcome, weight))
    .sort();
}

const binary = (questions: readonly MadeQuestion[]) =>
  questions.flatMap(({ outcome, ...question }) =>
    outcome === "void" ? [] : [{ ...question, outcome, clocks: question }],
  );

let worlds = 0;

describe("against core on the same log", () => {
  it("every pair at the horizon is core's, for everybody, a person and the crowd: early answers, closes to come, withdrawals", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 60 }), async (seed, days) => {
        const questions = drawn(seed);
        const teamId = await written(questions, `Horizon ${++worlds}`);
        const now = Date.now();
        for (const taken of [{ kind: "halfway" }, { kind: "days_before_close", days }] as const satisfies Horizon[]) {
          const pairs = binary(questions).flatMap((question) => pairsAtHorizon(question, now, taken));
          const lines = (who: string | null) =>
            pairs
              .filter(({ person }) => who === null || person === who)
              .map(({ question, forecast, outcome }) => line(`Question ${question}`, forecast, outcome))
              .sort();
          expect(await stored(teamId, { taken })).toEqual(lines(null));
          const b = await db.member.findFirstOrThrow({ where: { teamId, name: "B" }, select: { id: true } });
          expect(await stored(teamId, { taken, who: { kind: "person", memberId: b.id } })).toEqual(lines("b"));
          const crowd = binary(questions).flatMap((question) => {
            if (pairsAtHorizon(question, now, taken).length === 0) return [];
            const value =
              aggregateAt("mean", question.log, horizonInstant(question.clocks, taken))?.value ?? Number.NaN;
            return [line(`Question ${question.id}`, value, question.outcome)];
          });
          expect(await stored(teamId, { taken, who: { kind: "crowd", method: "mean" } })).toEqual(crowd.sort());
        }
        const weighted = binary(questions)
          .flatMap((question) => timeWeightedPairs(question, now))
          .map(({ question, forecast, outcome, weight }) => line(`Question ${question}`, forecast, outcome, weight));
        expect(await stored(teamId, { taken: null })).toEqual(weighted.sort());
      }),
      { numRuns: 8 },
    );
  });
});

describe("one team's record", () => {
  const log = (rows: [person: string, day: number, value: number | null][]): ForecastEvent<number>[] =>
    rows.map(([person, day, value], i) => ({
      person,
      at: START + day * DAY,
      sequence: i + 1,
      ...(value === null ? { kind: "withdrawal" as const } : { kind: "forecast" as const, value }),
    }));
  const clocks = { opensAt: START, closesAt: START + 100 * DAY };
  const questions: MadeQuestion[] = [
    {
      ...clocks,
      id: "plain",
      knownAt: START + 90 * DAY,
      outcome: "yes",
      log: log([
        ["a", 1, 0.75],
        ["b", 2, 0.4],
        ["c", 60, 0.9],
      ]),
    },
    {
      ...clocks,
      id: "gone",
      knownAt: START + 90 * DAY,
      outcome: "no",
      log: log([
        ["a", 1, 0.3],
        ["a", 40, null],
        ["b", 3, 0.4],
      ]),
    },
    { ...clocks, id: "early", knownAt: START + 50 * DAY, outcome: "yes", log: log([["a", 1, 0.8]]) },
    {
      ...clocks,
      id: "ahead",
      closesAt: Date.parse("2190-01-01T00:00:00Z"),
      knownAt: START + 60 * DAY,
      outcome: "yes",
      log: log([["a", 1, 0.8]]),
    },
    { ...clocks, id: "nobody", knownAt: START + 90 * DAY, outcome: "no", log: log([["a", 70, 0.2]]) },
  ];
  let teamId = "";
  let otherId = "";
  const member = async (name: string) =>
    (await db.member.findFirstOrThrow({ where: { teamId, name }, select: { id: true } })).id;
  beforeAll(async () => {
    teamId = await written(questions, "Record");
    otherId = await written(questions, "Another record");
  });

  it("counts what stood halfway and says why the others do not count", async () => {
    const all = await calibrationOf(admin, [teamId], {}, { drawn: true });
    expect(all.pairs.map(({ forecast }) => forecast).sort()).toEqual([0.4, 0.4, 0.75]);
    expect(all).toMatchObject({
      questions: 2,
      settled: 5,
      left: { known_by_then: 1, close_ahead: 1, nobody: 1, before_opening: 0, other_type: 0 },
    });
    const { corp, murphy } = all.figures ?? {};
    const brier = (2 * 0 + 0.25 ** 2 + 0.6 ** 2 + 0.4 ** 2) / 3;
    expect(corp?.brier).toBeCloseTo(brier, 12);
    expect((murphy?.reliability ?? 0) - (murphy?.resolution ?? 0) + (murphy?.uncertainty ?? 0)).toBeCloseTo(brier, 12);
    expect(all.drawn?.band.map(({ forecast }) => forecast)).toEqual([0.4, 0.75]);
  });

  it("lists the questions behind a stretch of what was said", async () => {
    const all = await calibrationOf(admin, [teamId]);
    const behind = questionsBehind(all, (p) => p <= 0.5).map(({ title, outcome }) => [title, outcome]);
    expect(behind.sort()).toEqual([
      ["Question gone", "no"],
      ["Question plain", "yes"],
    ]);
    expect(questionsBehind(all, (p) => p > 0.5)).toMatchObject([{ title: "Question plain", low: 0.75, high: 0.75 }]);
  });

  it("takes the crowd as one person", async () => {
    const crowd = await calibrationOf(admin, [teamId], { who: { kind: "crowd", method: "median" } });
    const halfway = aggregate("median", [0.75, 0.4]).value;
    expect(crowd.pairs.map(({ forecast }) => forecast).sort()).toEqual([0.4, halfway].sort());
  });

  it("follows a selection of questions", async () => {
    const selection = { ...WHOLE_SELECTION, to: "2024-01-31" };
    expect(await calibrationOf(admin, [teamId], {}, { selection })).toMatchObject({
      settled: 0,
      figures: null,
      drawn: null,
    });
  });

  it("is read by the team, leaders and admins; a person's by themselves, leaders and admins", async () => {
    const [a, b] = [await member("A"), await member("B")];
    const forecaster: Actor = {
      ...admin,
      orgRole: "MEMBER",
      memberships: [{ memberId: a, teamId, role: "FORECASTER" }],
    };
    const lead: Actor = { ...admin, orgRole: "MEMBER", memberships: [{ memberId: a, teamId, role: "LEAD" }] };
    const leader: Actor = { ...admin, orgRole: "LEADER" };
    const of = (actor: Actor, memberId: string) =>
      calibrationOf(actor, [teamId], { who: { kind: "person", memberId } });
    expect((await of(forecaster, a)).who).toEqual({ kind: "person", memberId: a });
    for (const actor of [forecaster, lead]) {
      // What one may not read is not there: the team's own record is.
      expect(await of(actor, b)).toMatchObject({ who: { kind: "everybody" }, questions: 2 });
      expect(await calibratedPeople(actor, [teamId])).toEqual([{ memberId: a, name: "A", own: true }]);
    }
    for (const actor of [leader, admin]) {
      expect((await of(actor, b)).who).toEqual({ kind: "person", memberId: b });
      expect((await calibratedPeople(actor, [teamId])).map(({ name }) => name)).toEqual(["A", "B", "C"]);
    }
    await expect(calibrationOf(forecaster, [otherId])).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(calibrationOf(lead, [teamId, otherId])).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await calibrationOf(leader, [teamId, otherId])).questions).toBe(4);
    // Somebody of another team is not in this one's record, whoever asks.
    expect((await calibrationOf(leader, [otherId], { who: { kind: "person", memberId: b } })).who.kind).toBe(
      "everybody",
    );
  });

  it("a corrected verdict changes the record at the next reading, a withdrawn one takes its question out", async () => {
    const { questionId, knownAt } = await db.resolution.findFirstOrThrow({
      where: { teamId: otherId, question: { externalId: "plain" } },
      select: { questionId: true, knownAt: true },
    });
    const verdict = (version: number, outcome: "NO" | null) =>
      db.resolution.create({
        data: { teamId: otherId, questionId, version, outcome, knownAt, origin: "IMPORT" },
        select: { id: true },
      });
    const outcomes = async () =>
      (await calibrationOf(admin, [otherId], {}, { drawn: true })).pairs
        .filter(({ question }) => question === questionId)
        .map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(["yes", "yes"]);
    await verdict(2, "NO");
    expect(await outcomes()).toEqual(["no", "no"]);
    await verdict(3, null);
    expect(await outcomes()).toEqual([]);
  });
});
