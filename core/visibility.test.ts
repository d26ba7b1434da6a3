import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aggregate } from "#core/aggregation/binary";
import type { LoggedForecast } from "#core/forecast-view";
import type { Actor } from "#core/permissions";
import type { RevealPolicy } from "#core/question";
import { sightOf, type Viewer, viewerOf } from "#core/visibility";
import { CLOSES, FORECASTER, LEADER, log, OBSERVER, ROUND, rule, view } from "#core/visibility.fixture";

describe("before reveal", () => {
  test("who has forecast is told by name, not in the order of forecasting", () => {
    const { whoHasForecast, revealed } = view("AFTER_FORECAST", FORECASTER, log(["c", 0.1], ["a", 0.2], ["b", 0.3]));
    expect(whoHasForecast.map(({ name }) => name)).toEqual(["Analyst a", "Analyst b", "Analyst c"]);
    expect(revealed).toBeNull();
  });

  test("one's own forecasts are always shown", () => {
    const { own, ownLog } = view("AFTER_ROUND", FORECASTER, log(["me", 0.37], ["a", 0.2], ["me", 0.41]));
    expect(own?.value).toBe(0.41);
    expect(ownLog.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  test("a person's own history survives their becoming an observer", () => {
    expect(view("AFTER_ROUND", OBSERVER, log(["me", 0.37])).own?.value).toBe(0.37);
  });

  test("comments are hidden with the numbers", () => {
    expect(view("AFTER_ROUND", FORECASTER, log(["me", 0.37])).commentsShown).toBe(false);
    expect(view("AFTER_FORECAST", FORECASTER, log(["me", 0.37])).commentsShown).toBe(true);
  });
});

describe("each policy", () => {
  test.each<[RevealPolicy, string, Viewer, boolean, number, string]>([
    ["ALWAYS", "an observer", OBSERVER, false, 1_500, "full"],
    ["AFTER_FORECAST", "a forecaster without a forecast", FORECASTER, false, 4_000, "own"],
    ["AFTER_FORECAST", "a forecaster with one", FORECASTER, true, 4_000, "full"],
    ["AFTER_FORECAST", "a leader", LEADER, false, 4_000, "aggregate"],
    ["AFTER_FORECAST", "an observer", OBSERVER, false, 4_000, "own"],
    ["AFTER_FORECAST", "an observer who forecast before", OBSERVER, true, 4_000, "own"],
    ["AFTER_FORECAST", "an observer at close", OBSERVER, false, CLOSES, "full"],
    ["AFTER_FORECAST", "a forecaster without a forecast at close", FORECASTER, false, CLOSES, "full"],
    ["AFTER_ROUND", "a forecaster with a forecast in the round", FORECASTER, true, ROUND - 1, "own"],
    ["AFTER_ROUND", "a leader in the round", LEADER, false, ROUND - 1, "own"],
    ["AFTER_ROUND", "an observer after the round", OBSERVER, false, ROUND, "full"],
  ])("%s: %s", (policy, _who, viewer, hasForecast, now, expected) => {
    expect(sightOf(rule(policy), viewer, hasForecast, now).sight).toBe(expected);
  });

  test("a verdict reveals, a proposal does not", () => {
    for (const state of ["RESOLVED", "AMBIGUOUS"] as const) {
      expect(sightOf(rule("AFTER_ROUND", state), OBSERVER, false, 1_500).sight).toBe("full");
    }
    expect(sightOf(rule("AFTER_FORECAST", "VOID"), OBSERVER, false, 1_500).sight).toBe("full");
    expect(sightOf(rule("AFTER_FORECAST", "PROPOSED"), OBSERVER, false, 4_000).sight).toBe("own");
  });

  test("a void question keeps a blind round blind until its end: a lead can void one alone", () => {
    expect(sightOf(rule("AFTER_ROUND", "VOID"), OBSERVER, false, ROUND - 1).sight).toBe("own");
    expect(sightOf(rule("AFTER_ROUND", "VOID"), OBSERVER, false, ROUND).sight).toBe("full");
  });

  test("withdrawing does not hide what one has seen", () => {
    expect(
      view("AFTER_FORECAST", FORECASTER, log(["a", 0.2], ["me", 0.4], ["me", "withdrawal"])).revealed,
    ).not.toBeNull();
  });

  test("an admin who forecasts in the team forecasts first, like everybody", () => {
    const admin: Actor = {
      userId: "u",
      orgRole: "ADMIN",
      memberships: [{ memberId: "me", teamId: "t", role: "FORECASTER" }],
    };
    expect(viewerOf(admin, "t")).toEqual({ memberId: "me", forecasts: true, seesEarlyCrowd: false });
    expect(viewerOf(admin, "other")).toEqual({ memberId: null, forecasts: false, seesEarlyCrowd: true });
    expect(viewerOf({ ...admin, orgRole: "LEADER" }, "t")).toEqual({
      memberId: "me",
      forecasts: false,
      seesEarlyCrowd: true,
    });
  });
});

describe("after reveal", () => {
  test("crowd, people and log are complete, and first numbers are marked", () => {
    const { revealed } = view("AFTER_FORECAST", FORECASTER, log(["a", 0.2], ["me", 0.4], ["a", 0.3]));
    expect(revealed?.crowd).toMatchObject({ count: 2, median: 0.35, mean: 0.35 });
    expect(revealed?.standing.map(({ name, value, beforeSeeing }) => [name, value, beforeSeeing])).toEqual([
      ["Analyst a", 0.3, false],
      ["Analyst me", 0.4, true],
    ]);
    expect(revealed?.log).toHaveLength(3);
    expect(revealed?.history.at(-1)).toMatchObject({ end: 4_000, value: 0.35 });
  });

  test("a crowd that has wholly withdrawn has no number", () => {
    expect(view("ALWAYS", OBSERVER, log(["a", 0.2], ["a", "withdrawal"])).revealed?.crowd).toBeNull();
  });
});

const probability = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);
const others = fc.constantFrom("a", "b", "c", "d", "e");
const secretLog = fc.array(fc.tuple(others, probability), { minLength: 1, maxLength: 25 });

/** How a probability may be spelt: as a fraction, in percent, as odds; too short a spelling says nothing (“1”). */
function spellings(p: number): string[] {
  const percent = Math.round(p * 1000) / 10;
  return [
    String(p),
    p.toFixed(4),
    `${percent} %`,
    `${percent}%`,
    String(p / (1 - p)),
    String(Math.log(p / (1 - p))),
  ].filter((spelling) => spelling.length > 2);
}

describe("nothing of others can be worked out", () => {
  const hidden: [string, RevealPolicy, Viewer][] = [
    ["a forecaster under AFTER_FORECAST", "AFTER_FORECAST", FORECASTER],
    ["an observer under AFTER_FORECAST", "AFTER_FORECAST", OBSERVER],
    ["a forecaster in a blind round", "AFTER_ROUND", FORECASTER],
    ["an observer in a blind round", "AFTER_ROUND", OBSERVER],
    ["a leader in a blind round", "AFTER_ROUND", LEADER],
  ];

  test.each(hidden)("%s: any other numbers, instants and reasons look the same", (_who, policy, viewer) => {
    fc.assert(
      fc.property(
        secretLog,
        fc.infiniteStream(probability),
        fc.integer({ min: 0, max: 900 }),
        (made, secrets, shift) => {
          const real = log(...made);
          const other = real.map((event) =>
            event.kind === "forecast"
              ? { ...event, value: secrets.next().value ?? 0.5, at: event.at + shift, reason: "something else" }
              : event,
          );
          expect(view(policy, viewer, real)).toEqual(view(policy, viewer, other));
        },
      ),
    );
  });

  test.each(hidden)("%s: a search of the output finds no hidden value, instant or reason", (_who, policy, viewer) => {
    fc.assert(
      fc.property(secretLog, (made) => {
        const events = log(...made);
        const output = JSON.stringify(view(policy, viewer, events));
        for (const event of events) {
          if (event.kind !== "forecast") continue;
          for (const spelling of spellings(event.value)) expect(output).not.toContain(spelling);
          expect(output).not.toContain(String(event.at));
          expect(output).not.toContain(event.reason);
        }
        const crowd = aggregate(
          "mean",
          made.map(([, value]) => value),
        );
        for (const spelling of [crowd.value, crowd.lower, crowd.upper].flatMap(spellings)) {
          expect(output).not.toContain(spelling);
        }
      }),
    );
  });

  const early = (events: readonly LoggedForecast<number>[]) => view("AFTER_FORECAST", LEADER, events).early;

  test("a leader sees an aggregate of three, in whole points, without median, people or history", () => {
    expect(early(log(["a", 0.2], ["b", 0.3]))).toBeNull();
    expect(early(log(["a", 0.21], ["b", 0.33], ["c", 0.48]))).toEqual({
      count: 3,
      mean: 0.34,
      geometricMeanOfOdds: 0.33,
    });
    expect(view("AFTER_FORECAST", LEADER, log(["a", 0.2], ["b", 0.3], ["c", 0.4])).revealed).toBeNull();
  });

  test("a leader's aggregate does not move before three more people have changed", () => {
    fc.assert(
      fc.property(
        fc.tuple(others, others),
        fc.array(fc.tuple(fc.nat(1), probability), { maxLength: 12 }),
        (two, later) => {
          const base: [string, number][] = [
            ["a", 0.2],
            ["b", 0.35],
            ["c", 0.6],
            ["d", 0.7],
          ].map(([p, v]) => [String(p), Number(v)]);
          const start = early(log(...base.slice(0, 3)));
          const changes: [string, number][] = later.map(([who, value]) => [two[who === 0 ? 0 : 1], value]);
          expect(early(log(...base.slice(0, 3), ...changes))).toEqual(start);
        },
      ),
    );
  });

  test("a leader's aggregate is null when withdrawals leave fewer than three", () => {
    const left = log(["a", 0.2], ["b", 0.3], ["c", 0.4], ["a", "withdrawal"], ["b", "withdrawal"], ["c", "withdrawal"]);
    expect(early(left)).toBeNull();
  });
});
