import fc from "fast-check";
import { expect, it } from "vitest";
import { aggregate, aggregateHistory } from "#core/aggregation/binary";
import type { LoggedForecast } from "#core/forecast-view";
import { logReader } from "#core/log-reading";
import { BINARY_CROWDS } from "#core/shown-crowds";
import { canonicalOrder, standingAt } from "#core/standing";

const PEOPLE = ["ada", "ben", "cem"];

/** Logs of three people over fifty instants, many of them shared; reaffirmations only of what stands. */
const logs = fc
  .array(
    fc.record({
      person: fc.constantFrom(...PEOPLE),
      at: fc.integer({ min: 0, max: 50 }),
      value: fc.oneof(fc.integer({ min: 1, max: 999 }), fc.constantFrom("keeps", "withdraws")),
    }),
    { maxLength: 40 },
  )
  .map((rows): LoggedForecast<number>[] => {
    const holds = new Set<string>();
    const sequences = new Map<string, number>();
    return rows
      .toSorted((a, b) => a.at - b.at)
      .map(({ person, at, value }): LoggedForecast<number> => {
        const sequence = (sequences.get(person) ?? 0) + 1;
        sequences.set(person, sequence);
        const row = { person, at, sequence, reason: null, interval: null, version: sequence };
        if (value === "withdraws" && holds.delete(person)) return { ...row, kind: "withdrawal" };
        if (value === "keeps" && holds.has(person)) return { ...row, kind: "reaffirmation" };
        holds.add(person);
        return { ...row, kind: "forecast", value: typeof value === "number" ? value / 1000 : 0.5 };
      });
  });
const instants = fc.integer({ min: -1, max: 52 });

it("a reading says what the log says, whichever part is asked for first and however often", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4]), logs, instants, instants, (turns, log, from, later) => {
      const read = logReader(BINARY_CROWDS);
      const ordered = canonicalOrder(log);
      const lastAt = ordered.at(-1)?.at ?? 0;
      const until = Math.max(from, lastAt, later);
      const stands = [...standingAt(ordered, lastAt).values()];
      const checks = [
        () => expect(read(log).standing).toEqual(stands),
        () => expect(read(log).people).toEqual([...new Set(ordered.map(({ person }) => person))]),
        () => expect(read(log).history({ from, until })).toEqual(aggregateHistory("median", ordered, { from, until })),
        () =>
          expect(read(log).crowd?.median ?? null).toEqual(
            stands.length === 0
              ? null
              : aggregate(
                  "median",
                  stands.map(({ value }) => value),
                ).value,
          ),
        () => {
          for (const person of PEOPLE) {
            const own = ordered.filter((event) => event.person === person);
            expect(read(log).ownLog(person)).toEqual(own);
            expect(read(log).began.get(person)).toBe(own[0]?.at);
          }
        },
      ];
      for (const turn of [...turns, ...turns]) checks[turn]?.();
    }),
  );
});

it("a cut is the reading of the events on its side, at the same instant again and at others", () => {
  fc.assert(
    fc.property(logs, fc.array(instants, { minLength: 1, maxLength: 6 }), (log, cuts) => {
      const read = logReader(BINARY_CROWDS);
      for (const at of cuts) {
        const upTo = read(log).cut(at, "up to");
        expect(upTo.log).toEqual(canonicalOrder(log).filter((event) => event.at <= at));
        expect(upTo.standing).toEqual([...standingAt(log, at).values()]);
        const before = read(log).cut(at, "before");
        expect(before.log).toEqual(canonicalOrder(log).filter((event) => event.at < at));
        expect(read(log).cut(at, "up to")).toBe(upTo);
      }
    }),
  );
});

it("one reading is kept for a log, and none is shared by two", () => {
  const read = logReader(BINARY_CROWDS);
  const said = (value: number): LoggedForecast<number>[] => [
    { person: "ada", at: 1, sequence: 1, kind: "forecast", value, reason: null, interval: null },
  ];
  const [one, other] = [said(0.2), said(0.7)];
  expect(read(one)).toBe(read(one));
  expect([read(one).crowd?.median, read(other).crowd?.median]).toEqual([0.2, 0.7]);
});
