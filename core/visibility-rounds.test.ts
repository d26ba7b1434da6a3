import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LoggedForecast } from "#core/forecast-view";
import type { RevealPolicy } from "#core/question";
import type { RoundSpan } from "#core/round";
import { sightOf, type Viewer, visibleForecasts } from "#core/visibility";

const PEOPLE = new Map(["a", "b", "c", "me"].map((id) => [id, `Analyst ${id}`]));
const VIEWERS: readonly Viewer[] = [
  { memberId: "me", forecasts: true, seesEarlyCrowd: false },
  { memberId: "me", forecasts: false, seesEarlyCrowd: false },
  { memberId: null, forecasts: false, seesEarlyCrowd: true },
];
const FIRST: RoundSpan = { number: 1, opensAt: 1_000, endsAt: 2_000 };
const SECOND: RoundSpan = { number: 2, opensAt: 3_000, endsAt: 4_000 };

const rule = (rounds: readonly RoundSpan[], policy: RevealPolicy = "AFTER_ROUND") => ({
  revealPolicy: policy,
  revealAt: policy === "AFTER_ROUND" ? 0 : null,
  rounds,
  state: "OPEN" as const,
  opensAt: 500,
  closesAt: 10_000,
});

const event = fc.record({
  person: fc.constantFrom("a", "b", "c", "me"),
  at: fc.integer({ min: 600, max: 4_500 }),
  value: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
});

/** In order of time, with what is stated around each number. */
function logOf(drawn: readonly { person: string; at: number; value: number }[]): LoggedForecast<number>[] {
  const sequences = new Map<string, number>();
  return drawn
    .toSorted((a, b) => a.at - b.at)
    .map(({ person, at, value }) => {
      const sequence = (sequences.get(person) ?? 0) + 1;
      sequences.set(person, sequence);
      const interval = { low: value / 2, high: (1 + value) / 2, confidence: 0.8 };
      return { person, at, sequence, kind: "forecast", value, reason: `because ${value}`, interval };
    });
}

const seen = (rounds: readonly RoundSpan[], viewer: Viewer, log: readonly LoggedForecast<number>[], now: number) =>
  visibleForecasts(rule(rounds), viewer, { type: "binary", log }, PEOPLE, now);

describe("while a round runs", () => {
  it("what others state in it, and around it, makes no difference to what anybody sees", () => {
    const runs = fc.constantFrom(
      { rounds: [FIRST], hides: () => true },
      { rounds: [FIRST, SECOND], hides: (at: number) => at >= SECOND.opensAt },
    );
    const viewers = fc.constantFrom(...VIEWERS);
    fc.assert(
      fc.property(
        runs,
        viewers,
        fc.array(event, { maxLength: 15 }),
        fc.integer({ min: 0, max: 999 }),
        (run, viewer, drawn, late) => {
          const now = (run.rounds.at(-1)?.opensAt ?? 0) + late;
          const log = logOf(drawn);
          const hidden = ({ person, at }: { person: string; at: number }) =>
            person !== viewer.memberId && run.hides(at);
          const other = log.map((one) =>
            hidden(one) && one.kind === "forecast"
              ? { ...one, value: 1 - one.value, reason: null, interval: null }
              : one,
          );
          expect(seen(run.rounds, viewer, log, now)).toEqual(seen(run.rounds, viewer, other, now));
        },
      ),
    );
  });

  it("nor does the moment at which they state it, within the round", () => {
    fc.assert(
      fc.property(fc.constantFrom(...VIEWERS), fc.array(event, { maxLength: 15 }), (viewer, drawn) => {
        const inside = ({ at }: { at: number }) => at >= SECOND.opensAt && at < SECOND.endsAt;
        const log = logOf(drawn.filter(({ at }) => at < SECOND.endsAt));
        const moved = log.map((one) =>
          inside(one) && one.person !== viewer.memberId ? { ...one, at: SECOND.opensAt } : one,
        );
        const rounds = [FIRST, SECOND];
        expect(seen(rounds, viewer, log, 3_999)).toEqual(seen(rounds, viewer, moved, 3_999));
      }),
    );
  });

  it("the policy decides nothing, and neither does having forecast", () => {
    const policies = fc.constantFrom<RevealPolicy>("ALWAYS", "AFTER_FORECAST", "AFTER_ROUND");
    fc.assert(
      fc.property(policies, fc.constantFrom(...VIEWERS), fc.boolean(), fc.nat(4_999), (policy, viewer, said, now) => {
        const { sight } = sightOf(rule([FIRST, SECOND], policy), viewer, said, now);
        expect(sight).toBe(now < SECOND.endsAt ? "earlier" : "full");
        expect(sightOf(rule([FIRST], policy), viewer, said, now).sight).toBe(now < FIRST.endsAt ? "own" : "full");
      }),
    );
  });

  it("a verdict shows everything, being void does not: a lead alone can do that", () => {
    const [viewer] = VIEWERS;
    if (!viewer) throw new RangeError("there are viewers");
    const sight = (state: "RESOLVED" | "AMBIGUOUS" | "VOID" | "PROPOSED") =>
      sightOf({ ...rule([FIRST]), state }, viewer, true, 1_500).sight;
    expect([sight("RESOLVED"), sight("AMBIGUOUS"), sight("VOID"), sight("PROPOSED")]).toEqual([
      "full",
      "full",
      "own",
      "own",
    ]);
  });
});

describe("once it has ended", () => {
  it("everything is shown to everybody, from the very instant on", () => {
    fc.assert(
      fc.property(fc.constantFrom(...VIEWERS), fc.array(event, { maxLength: 15 }), (viewer, drawn) => {
        const log = logOf(drawn.filter(({ at }) => at <= FIRST.endsAt));
        const { revealed, hidden, commentsOpen } = seen([FIRST], viewer, log, FIRST.endsAt);
        expect(revealed?.log).toEqual(log);
        expect([hidden, commentsOpen]).toEqual([null, true]);
      }),
    );
  });

  it("a number is somebody's own if they stated it in the first round", () => {
    const log = logOf([
      { person: "a", at: 1_500, value: 0.2 },
      { person: "b", at: 2_500, value: 0.3 },
      { person: "c", at: 3_500, value: 0.4 },
    ]);
    const [viewer] = VIEWERS;
    const view = viewer && seen([FIRST, SECOND], viewer, log, 5_000);
    expect(view?.revealed?.standing.map(({ beforeSeeing }) => beforeSeeing)).toEqual([true, false, false]);
  });
});
