import { formatInstant } from "#core/instant";
import { normalQuantile } from "#core/math/normal";
import { type Random, randomNormal, seededRandom } from "#core/math/random";

const DAY = 86_400_000;
const SEED = 20_261_128;
const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
const PEOPLE = ["lead", "analyst1", "analyst2", "analyst3", "analyst4", "analyst5", "analyst6"] as const;

/** Indicators whose answer is not yes or no, in the shape of a world file. */
export function typedQuestions(now: number) {
  const clocks = { opensAt: formatInstant(now - 45 * DAY), closesAt: formatInstant(now + 140 * DAY), revealAt: null };
  const ahead = (days: number) => formatInstant(Math.floor((now + days * DAY) / DAY) * DAY);
  const indicator = { ...clocks, role: "indicator", reveal: "after_forecast" } as const;
  return [
    {
      ...indicator,
      id: "next-host",
      scenario: "visit",
      type: "multiple_choice",
      options: ["Moscow", "Pyongyang", "Vladivostok", "None by the close", "Other"],
      title: "Where will the leaders of Russia and North Korea next meet in person?",
      criteria: "The city of the first meeting after the opening that either government reports.",
      source: "Statements of the two governments",
      tags: ["diplomacy"],
    },
    {
      ...indicator,
      id: "containers",
      scenario: "visit",
      type: "numeric",
      range: { min: 100, max: 100_000, openLower: true, openUpper: true, zeroPoint: 0, unit: "containers" },
      title: "How many containers will be reported as shipped from Rajin to Russia in the year before the close?",
      criteria: "The figure for those twelve months that the South Korean defence ministry states first.",
      source: "Briefings of the South Korean defence ministry",
      tags: ["arms"],
    },
    {
      ...indicator,
      id: "next-flight",
      scenario: "visit",
      type: "date",
      range: { min: ahead(-30), max: ahead(140), openLower: false, openUpper: true, zeroPoint: null },
      title: "When will the next Russian ministerial delegation arrive in Pyongyang?",
      criteria: "The day of arrival that either government reports for a delegation led by a minister.",
      source: "Statements of the two governments",
      tags: ["diplomacy"],
    },
  ];
}

/** Simulated logs of those questions: each person starts somewhere and looks again once. */
export function typedForecasts(now: number) {
  const random = seededRandom(SEED);
  return PEOPLE.flatMap((person, n) =>
    [now - (40 - 2 * n) * DAY, now - (12 - n) * DAY].flatMap((at, look) => {
      const made = { person, madeAt: formatInstant(Math.floor(at)), kind: "forecast" };
      return [
        { ...made, question: "next-host", probabilities: shares(random, [1.2, 0.9, 0.2, 0.6, -0.6]) },
        { ...made, question: "containers", quantiles: containers(random, look) },
        { ...made, question: "next-flight", quantiles: days(random, now) },
      ];
    }),
  );
}

/** In whole points, the last taking what is left. */
function shares(random: Random, leanings: readonly number[]): number[] {
  const weights = leanings.map((leaning) => Math.exp(leaning + 0.5 * randomNormal(random)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const points = weights.map((weight) => Math.max(1, Math.floor((100 * weight) / total)));
  const left = 100 - points.slice(0, -1).reduce((sum, point) => sum + point, 0);
  return points.with(-1, left).map((point) => point / 100);
}

function containers(random: Random, look: number): Record<string, number> {
  const middle = Math.log(9_000) + 0.4 * randomNormal(random);
  const width = (look === 0 ? 0.9 : 0.6) * (1 + 0.2 * Math.abs(randomNormal(random)));
  return quantiles((z) => Number(Math.exp(middle + width * z).toPrecision(2)), 100);
}

function days(random: Random, now: number): Record<string, string> {
  const middle = 55 + 15 * randomNormal(random);
  const places = quantiles((z) => Math.max(-20, Math.round(middle + 32 * z)), 1);
  const start = Math.floor(now / DAY);
  return Object.fromEntries(Object.entries(places).map(([level, day]) => [level, formatInstant((start + day) * DAY)]));
}

/** At each level a value above the one before, by at least `step`. */
function quantiles(valueAt: (z: number) => number, step: number): Record<string, number> {
  let before = Number.NEGATIVE_INFINITY;
  return Object.fromEntries(
    LEVELS.map((level) => {
      before = Math.max(valueAt(normalQuantile(level)), before + step);
      return [String(level), before];
    }),
  );
}
