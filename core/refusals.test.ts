import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AGGREGATION_CALLS } from "#core/refusals/aggregation.calls";
import { CALIBRATION_CALLS } from "#core/refusals/calibration.calls";
import { MATH_CALLS } from "#core/refusals/math.calls";
import { SCORING_CALLS } from "#core/refusals/scoring.calls";
import { several } from "#core/refusals/wild";
import { looks } from "#core/scoring/log.arbitrary";

const CALLS = { ...SCORING_CALLS, ...AGGREGATION_CALLS, ...CALIBRATION_CALLS, ...MATH_CALLS };

/** Exports that judge no number of their own: they take what another function, named here, has judged. */
const TRUSTING: Readonly<Record<string, string>> = {
  LogCrowd: "the sweep",
  MedianCrowd: "the sweep",
  scoreOf: "the sweep",
  followHistory: "eventsUntil and runningCrowd",
  oldestFirst: "standingAt",
  recencyCrowd: "runningCrowd",
  corpOfTally: "tallyOf",
  murphyOfTally: "tallyOf",
  summaryOfTally: "tallyOf",
  meanOver: "tallyOf",
  baseRate: "tallyOf",
  distinctForecasts: "requirePairs",
  poolAdjacent: "isotonicFit",
  stepsInUse: "corpDecomposition",
  readingOf: "corpDecomposition and tallyOf",
  calibrationAddress: "its schemas, which put a default for what cannot be meant",
  calibrationParams: "its type: a choice that was read",
  whoName: "its type: a choice that was read",
  takenName: "its type: a choice that was read",
  indicator: "its type: yes or no",
  weightOf: "requirePairs",
  distinctAscending: "its callers, each of which has judged its column",
  rankOf: "its callers, likewise",
  randomNormal: "the generator that it is given",
  nothingStands: "applyEvent: it is the refusal itself",
  connectedScenarios: "its type: names, no numbers",
  allowedWorlds: "its type: names, no numbers",
  contradiction: "its type: names, no numbers",
  provedFalse: "its type: names, no numbers",
  scaleBands: "its type: the name of a scale",
};

/** Answers that may be infinite, by their documentation. */
const UNBOUNDED = new Set(["locationOf"]);

describe("every public function of the library", async () => {
  const names = new Set<string>();
  for (const path of modules()) {
    const module: Record<string, unknown> = await import(path);
    for (const [name, value] of Object.entries(module)) if (typeof value === "function") names.add(name);
  }

  it("is called with wild numbers below, or says whose judgement it trusts", () => {
    const known = new Set([...Object.keys(CALLS), ...Object.keys(TRUSTING)]);
    const [missing, gone] = [
      [...names].filter((name) => !known.has(name)),
      [...known].filter((name) => !names.has(name)),
    ];
    expect(missing, "each needs a row in core/refusals/*.calls.ts, or in TRUSTING above").toEqual([]);
    expect(gone, "each has a row and is no longer exported").toEqual([]);
  });
});

/** The modules of the library, tests and what only tests use left out. */
function modules(): string[] {
  const inside = ["scoring", "aggregation", "calibration", "ranking", "math"].flatMap((folder) =>
    readdirSync(resolve(import.meta.dirname, folder)).map((file) => `./${folder}/${file}`),
  );
  const beside = ["distribution", "quantile-cdf", "coherence", "clock", "standing", "wording", "instant"];
  return [...inside, ...beside.map((name) => `./${name}.ts`)].filter((path) =>
    /^[^.]*\.ts$/.test(path.slice(path.lastIndexOf("/") + 1)),
  );
}

describe("whatever comes in, a public function answers with numbers or refuses with a RangeError that names the value", () => {
  for (const [name, call] of Object.entries(CALLS)) {
    it(name, () => {
      fc.assert(
        fc.property(several, several, (a, b) => {
          try {
            requireNumbers(call(a, b), name);
          } catch (error) {
            if (!(error instanceof RangeError)) throw error;
            expect(error.message).toMatch(/, got |must not be empty|where no forecast stands/);
          }
        }),
        looks(2),
      );
    });
  }
});

/** @throws {Error} for a NaN anywhere in an answer, or an infinity where none is documented */
function requireNumbers(answer: unknown, where: string): void {
  const [name = ""] = where.split(".");
  if (typeof answer === "number" && !(UNBOUNDED.has(name) ? !Number.isNaN(answer) : Number.isFinite(answer))) {
    throw new Error(`${where} answered ${answer}`);
  }
  if (answer instanceof Map) for (const [key, value] of answer) requireNumbers(value, `${where}.${key}`);
  else if (ArrayBuffer.isView(answer)) for (const value of Object.values(answer)) requireNumbers(value, where);
  else if (typeof answer === "object" && answer !== null) {
    for (const [key, value] of Object.entries(answer)) requireNumbers(value, `${where}.${key}`);
  }
}
