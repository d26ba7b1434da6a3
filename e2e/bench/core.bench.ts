import { AGGREGATION_METHODS, aggregateHistory } from "#core/aggregation/binary";
import { corpDecomposition } from "#core/calibration/corp";
import { seededRandom } from "#core/math/random";
import { sweepBinary } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";
import { sharedDir } from "../fixtures/shared";
import type { Report } from "./figure";
import type { LoadQuestion } from "./load";
import { readLoad, readReference } from "./load";

/** Forecasts per second of Metaculus's own scorer on the load file, one core: 500,000 in 15.5 s and in 439 s. */
const METACULUS = { baseline: 500_000 / 15.5, peer: 500_000 / 439 };

/** Speed of the scoring library on one core, in memory, reading of files not counted. */
export async function run(report: Report): Promise<void> {
  const shared = sharedDir();
  if (shared === null) console.error("The load file is absent: only figures on generated input are measured.");
  else speed(report, readLoad(shared), readReference(shared));
  growth(report);
  corp(report);
  histories(report);
}

function speed(report: Report, questions: readonly LoadQuestion[], reference: ReturnType<typeof readReference>): void {
  const forecasts = questions.reduce((total, { log }) => total + log.length, 0);
  const perSecond = forecasts / fastest(7, () => questions.forEach((question) => void sweepBinary(question)));
  for (const score of ["baseline", "peer"] as const) {
    report({
      figure: `${score}.forecasts_per_s`,
      value: perSecond,
      unit: "1/s",
      floor: `Metaculus's own scorer, ${Math.round(METACULUS[score])}/s; the one sweep that gives every score`,
      ratio: perSecond / METACULUS[score],
    });
  }

  let worst = 0;
  for (const question of questions) {
    const expected = reference[question.id];
    if (expected === undefined) continue;
    const rows = new Map(sweepBinary(question).map((row) => [row.person, row]));
    for (const [person, scores] of Object.entries(expected)) {
      for (const rule of ["baseline", "peer"] as const) {
        const row = rows.get(person);
        const errors = [
          (row?.[rule] ?? 0) - (scores[rule]?.score ?? 0),
          (row?.coverage ?? 0) - (scores[rule]?.coverage ?? 0),
        ];
        worst = Math.max(worst, ...errors.map(Math.abs));
      }
    }
  }
  report({
    figure: "peer.worst_error",
    value: worst,
    unit: "points",
    floor: "1e-9 of the reference scores of questions 0–19",
    ratio: worst === 0 ? Number.MAX_VALUE : 1e-9 / worst,
  });
}

const SIZES = [10_000, 100_000, 1_000_000, 3_000_000] as const;

/** How time grows with the forecasts on one question: the slope of log time over log size, by least squares. */
function growth(report: Report): void {
  const points = SIZES.map((size) => {
    const question = oneQuestion(size);
    const runs = size < 1_000_000 ? 9 : 3;
    return { x: Math.log(size), y: Math.log(fastest(runs, () => sweepBinary(question))) };
  });
  const mean = (pick: (point: { x: number; y: number }) => number) =>
    points.reduce((total, point) => total + pick(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const exponent = mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
  report({
    figure: "peer.exponent",
    value: exponent,
    unit: "",
    floor: "1.2, of time from 10,000 to 3,000,000 forecasts on one question",
    ratio: 1.2 / exponent,
  });
}

function oneQuestion(size: number, count: number = size / 5) {
  const random = seededRandom(size);
  const people = Array.from({ length: count }, (_, i) => `u${i}`);
  const log = Array.from(
    { length: size },
    (_, i): ForecastEvent<number> => ({
      person: people[i % people.length] ?? "",
      at: i,
      sequence: Math.floor(i / people.length) + 1,
      kind: "forecast",
      value: (1 + Math.floor(999 * random())) / 1000,
    }),
  );
  return { clocks: { opensAt: 0, closesAt: size, knownAt: size }, log, outcome: "yes" as const };
}

function corp(report: Report): void {
  const random = seededRandom(1);
  const pairs = Array.from({ length: 1_000_000 }, () => {
    const forecast = random();
    return { forecast, outcome: random() < forecast ? ("yes" as const) : ("no" as const) };
  });
  const time = fastest(3, () => corpDecomposition(pairs));
  report({
    figure: "corp.seconds_per_million",
    value: time,
    unit: "s",
    floor: "1.5 s for 1,000,000 pairs, without the band",
    ratio: 1.5 / time,
  });
}

/** What a page that draws the crowd's history waits for: 100 people who update 50 times each. */
function histories(report: Report): void {
  const { log } = oneQuestion(5000, 100);
  for (const method of AGGREGATION_METHODS) {
    const time = 1000 * fastest(5, () => aggregateHistory(method, log, { from: 0, until: null }));
    report({
      figure: `history.${method}_ms`,
      value: time,
      unit: "ms",
      floor: "50 ms for 100 people with 50 updates each",
      ratio: 50 / time,
    });
  }
}

/**
 * Seconds of processor time of the fastest of some runs: what the code takes where nothing else wants the machine. On one idle
 * core that is the time on the clock, and a little more (the collector's threads count too); on a busy one the clock says nothing.
 */
function fastest(runs: number, work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1_000_000);
  }
  return least;
}
