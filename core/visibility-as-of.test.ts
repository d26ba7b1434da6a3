import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { visibleForecasts } from "#core/visibility";
import { asked, FORECASTER, LEADER, log, OBSERVER, PEOPLE, ROUND, rule } from "#core/visibility.fixture";

describe("as of an instant", () => {
  const event = fc.record({
    person: fc.constantFrom("a", "b", "c", "d", "me"),
    value: fc.oneof(
      fc.integer({ min: 1, max: 999 }).map((n) => n / 1_000),
      fc.constant("withdrawal" as const),
    ),
  });
  const logs = fc.array(event, { maxLength: 25 }).map((list) => log(...list.map((e) => [e.person, e.value] as const)));
  const instants = fc.integer({ min: 1_900, max: 2_040 });
  const NOW = 4_000;

  test("what is shown is what was shown then", () => {
    fc.assert(
      fc.property(logs, instants, (events, at) => {
        const past = visibleForecasts(rule("ALWAYS"), FORECASTER, asked(events), PEOPLE, NOW, at);
        expect(past).toEqual(visibleForecasts(rule("ALWAYS"), FORECASTER, asked(events), PEOPLE, at));
      }),
    );
  });

  test("where others are hidden now, no instant tells when anybody but the viewer forecast", () => {
    const viewers = fc.constantFrom(FORECASTER, OBSERVER, LEADER);
    fc.assert(
      fc.property(logs, instants, viewers, fc.boolean(), (events, at, viewer, round) => {
        const policy = round ? "AFTER_ROUND" : "AFTER_FORECAST";
        const hidden = events.filter(({ person }) => round || person !== "me");
        const past = visibleForecasts(rule(policy), viewer, asked(hidden), PEOPLE, NOW, at);
        const later = hidden.map((one) => (one.person === viewer.memberId ? one : { ...one, at: one.at + 1_000 }));
        expect(past).toEqual(visibleForecasts(rule(policy), viewer, asked(later), PEOPLE, NOW, at));
        expect([past.revealed, past.early, past.commentsShown]).toEqual([null, null, false]);
      }),
    );
  });

  test("what was hidden then and is shown now is shown as it was then", () => {
    const events = log(["a", 0.2], ["b", 0.4], ["a", 0.6]);
    const past = visibleForecasts(rule("AFTER_ROUND"), OBSERVER, asked(events), PEOPLE, ROUND, 2_001);
    expect(
      (past.type === "binary" ? past.revealed?.standing : [])?.map(({ memberId, value }) => [memberId, value]),
    ).toEqual([
      ["a", 0.2],
      ["b", 0.4],
    ]);
  });

  test("a forecast made since still opens what was hidden: seeing is a matter of now", () => {
    const past = visibleForecasts(
      rule("AFTER_FORECAST"),
      FORECASTER,
      asked(log(["a", 0.2], ["me", 0.5])),
      PEOPLE,
      NOW,
      2_000,
    );
    expect(past.revealed?.crowd?.count).toBe(1);
    expect([past.own, past.ownLog]).toEqual([null, []]);
  });
});
