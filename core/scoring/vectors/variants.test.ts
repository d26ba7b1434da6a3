import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looks } from "#core/scoring/log.arbitrary";
import type { QuestionInput, VectorForecast, VectorQuestion } from "#core/scoring/vectors/kinds.adapter";
import {
  aggregationHistory,
  geometricMeanHistory,
  resolutionBucket,
  scoreQuestion,
} from "#core/scoring/vectors.adapter";

// What the schema of the shared vectors allows and the shared cases leave out: ties, one person, nobody, other numbers of
// buckets and options, extreme probabilities, spans of no length, forecasts before the opening and after the close.
// Held against the formulas of their README written out row by row.

interface Row {
  readonly user: string;
  readonly start: number;
  readonly end: number;
  readonly pmf: readonly number[];
}

const pmfOf = ({ probability_yes: p, probabilities, cdf }: VectorForecast): number[] => {
  if (p !== undefined) return [1 - p, p];
  if (cdf === undefined) return (probabilities ?? []).map((share) => share ?? Number.NaN);
  return [...cdf, 1].map((point, i) => point - (cdf[i - 1] ?? 0));
};

function rowsOf(forecasts: readonly VectorForecast[]): Row[] {
  return forecasts.flatMap((event, i) => {
    if (event.action === "withdraw") return [];
    const next = forecasts.slice(i + 1).find(({ user }) => user === event.user);
    return [{ user: event.user, start: event.time, end: next?.time ?? Number.POSITIVE_INFINITY, pmf: pmfOf(event) }];
  });
}

function byTheReadme({ question, forecasts }: QuestionInput, k: number) {
  const { open_time: open, scheduled_close_time: scheduled, actual_close_time: close, type } = question;
  const continuous = type === "numeric" || type === "discrete";
  const horizon = scheduled - open;
  const rows = rowsOf(forecasts);
  const baseline = (pmf: readonly number[]) => {
    const p = pmf[k] ?? Number.NaN;
    if (!continuous) return (100 * Math.log(p * pmf.length)) / Math.log(pmf.length);
    const bounds = Number(question.open_lower_bound) + Number(question.open_upper_bound);
    const buckets = question.inbound_outcome_count ?? 200;
    return 50 * Math.log(p / (k === 0 || k === buckets + 1 ? 0.05 : (1 - 0.05 * bounds) / buckets));
  };
  const against = (pmf: readonly number[], live: readonly Row[]) => {
    const m = live.length;
    if (m < 2) return 0;
    const mean = live.reduce((total, row) => total + Math.log(row.pmf[k] ?? Number.NaN), 0) / m;
    return (continuous ? 50 : 100) * (m / (m - 1)) * (Math.log(pmf[k] ?? Number.NaN) - mean);
  };
  const instants = [...new Set([open, close, ...rows.flatMap(({ start, end }) => [start, end])])]
    .filter((at) => at >= open && at <= close)
    .sort((a, b) => a - b);
  const spot = Math.min(question.spot_time ?? close, close);
  const before = rows.filter(({ start, end }) => start < spot && end >= spot);
  const users = [...new Set(forecasts.map(({ user }) => user))];
  return users.map((user) => {
    const own = rows.filter((row) => row.user === user);
    const scores = { coverage: 0, baseline: 0, peer: 0 };
    for (const [i, from] of instants.entries()) {
      const to = instants[i + 1];
      if (to === undefined) break;
      const live = rows.filter(({ start, end }) => start <= from && end > from);
      const row = own.find(({ start, end }) => start <= from && end > from);
      if (row === undefined) continue;
      scores.coverage += (to - from) / horizon;
      scores.baseline += (baseline(row.pmf) * (to - from)) / horizon;
      scores.peer += (against(row.pmf, live) * (to - from)) / horizon;
    }
    const held = own.find(({ start, end }) => start <= spot && end > spot);
    const spots = held && { spot_baseline: baseline(held.pmf), spot_peer: against(held.pmf, before) };
    return { user, scores: scores.coverage > 0 ? scores : null, spots: spots ?? null };
  });
}

const shares = (count: number) =>
  fc.array(fc.integer({ min: 1, max: 60 }), { minLength: count, maxLength: count }).map((parts) => {
    const total = parts.reduce((a, b) => a + b, 0);
    return parts.map((part) => part / total);
  });
const kinds = fc.oneof(
  fc.constant({ type: "binary" as const }),
  fc.integer({ min: 2, max: 6 }).map((n) => ({
    type: "multiple_choice" as const,
    options: Array.from({ length: n }, (_, i) => `option ${i}`),
  })),
  fc
    .record({
      type: fc.constantFrom("numeric" as const, "discrete" as const),
      inbound_outcome_count: fc.constantFrom(1, 2, 7, 20),
      open_lower_bound: fc.boolean(),
      open_upper_bound: fc.boolean(),
      zero_point: fc.constantFrom(null, -1),
    })
    .map((range) => ({ ...range, range_min: 0, range_max: 20 })),
);

type KindOfQuestion = Partial<VectorQuestion> & Pick<VectorQuestion, "type">;

function arbitraryValue(kind: KindOfQuestion): fc.Arbitrary<Partial<VectorForecast>> {
  if (kind.type === "binary") {
    return fc
      .oneof(
        fc.constantFrom(0.001, 0.999),
        fc.integer({ min: 1, max: 999 }).map((n) => n / 1000),
      )
      .map((p) => ({
        probability_yes: p,
      }));
  }
  if (kind.type === "multiple_choice")
    return shares(kind.options?.length ?? 2).map((probabilities) => ({ probabilities }));
  const buckets = kind.inbound_outcome_count ?? 200;
  return shares(buckets + 2).map((parts) => {
    const kept = parts.map((part, i) =>
      (i === 0 && !kind.open_lower_bound) || (i === buckets + 1 && !kind.open_upper_bound) ? 0 : part,
    );
    const total = kept.reduce((a, b) => a + b, 0);
    let sum = 0;
    const cdf = kept.slice(0, -1).map((part) => {
      sum += part / total;
      return Math.min(1, sum);
    });
    return { cdf: kind.open_upper_bound ? cdf : cdf.with(-1, 1) };
  });
}

const cases: fc.Arbitrary<QuestionInput> = kinds.chain((kind) =>
  fc
    .record({
      close: fc.integer({ min: 1, max: 100 }),
      spot: fc.option(fc.integer({ min: -5, max: 130 })),
      place: fc.nat({ max: 1000 }),
      events: fc.array(
        fc.record({
          user: fc.constantFrom("u1", "u2", "u3", "u10"),
          time: fc.integer({ min: -20, max: 120 }),
          withdraw: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
          value: arbitraryValue(kind),
        }),
        { maxLength: 14 },
      ),
    })
    .map(({ close, spot, place, events }) => {
      const question: VectorQuestion = {
        ...kind,
        open_time: 0,
        scheduled_close_time: 100,
        actual_close_time: close,
        spot_time: spot,
        resolution: resolutionOf(kind, place),
      };
      const sorted = events.toSorted((a, b) => a.time - b.time);
      const forecasts = sorted.map(({ user, time, withdraw, value }, i): VectorForecast => {
        const standing = sorted.slice(0, i).findLast((event) => event.user === user);
        const gone = withdraw && standing !== undefined && !standing.withdraw;
        return gone ? { user, time, action: "withdraw" } : { user, time, action: "forecast", ...value };
      });
      return { question, forecasts };
    }),
);

function resolutionOf(kind: KindOfQuestion, place: number): string {
  if (kind.type === "binary") return place % 2 === 0 ? "yes" : "no";
  if (kind.type === "multiple_choice") return kind.options?.[place % (kind.options.length || 1)] ?? "";
  if (place % 10 === 0 && kind.open_lower_bound) return "below_lower_bound";
  if (place % 10 === 1 && kind.open_upper_bound) return "above_upper_bound";
  return String((20 * place) / 1000);
}

/** Every withdrawal is a row that ends; the formulas have no zero-length row, so neither has the oracle. */
const near = (got: number | undefined, right: number) => expect(got ?? Number.NaN).toBeCloseTo(right, 8);

describe("generated variants of the shared cases", () => {
  it("scores are those of the formulas, row by row", () => {
    fc.assert(
      fc.property(cases, (input) => {
        const bucket = resolutionBucket({ resolution: input.question.resolution, question: input.question }) ?? -1;
        const users: Record<string, Record<string, { score: number; coverage: number } | null>> = scoreQuestion(
          input,
        ).users;
        for (const { user, scores, spots } of byTheReadme(input, bucket)) {
          const got = users[user];
          if (scores === null) expect([got?.baseline, got?.peer]).toEqual([null, null]);
          else {
            near(got?.baseline?.score, scores.baseline);
            near(got?.peer?.score, scores.peer);
            near(got?.baseline?.coverage, scores.coverage);
          }
          if (spots === null) expect([got?.spot_baseline, got?.spot_peer]).toEqual([null, null]);
          else {
            near(got?.spot_baseline?.score, spots.spot_baseline);
            near(got?.spot_peer?.score, spots.spot_peer);
          }
        }
      }),
      looks(2),
    );
  });

  it("the order of the events does not matter where no two share an instant", () => {
    fc.assert(
      fc.property(cases, (input) => {
        fc.pre(new Set(input.forecasts.map(({ time }) => time)).size === input.forecasts.length);
        const turned = { ...input, forecasts: input.forecasts.toReversed() };
        expect(scoreQuestion(turned)).toEqual(scoreQuestion(input));
        expect(aggregationHistory(turned)).toEqual(aggregationHistory(input));
        expect(geometricMeanHistory(turned)).toEqual(geometricMeanHistory(input));
      }),
    );
  });

  it("a question that nobody forecast has no user, empty histories and aggregates of nothing", () => {
    fc.assert(
      fc.property(cases, ({ question }) => {
        const input = { question, forecasts: [] };
        expect(scoreQuestion(input).users).toEqual({});
        expect(aggregationHistory(input)).toEqual({ recency_weighted: [], unweighted: [] });
        expect(geometricMeanHistory(input)).toEqual([]);
      }),
      looks(0.2),
    );
  });

  it("annulled, ambiguous and unresolved questions score nobody", () => {
    const forecasts: VectorForecast[] = [{ user: "u1", time: 1, action: "forecast", probability_yes: 0.5 }];
    const question = {
      type: "binary",
      open_time: 0,
      scheduled_close_time: 9,
      actual_close_time: 9,
      spot_time: 5,
    } as const;
    for (const resolution of ["annulled", "ambiguous", null]) {
      const { users } = scoreQuestion({ question: { ...question, resolution }, forecasts });
      expect(users).toEqual({ u1: { baseline: null, peer: null, spot_baseline: null, spot_peer: null } });
    }
  });

  it("an option that goes and comes back keeps its place, and the last of each list stays last", () => {
    const options_history = [
      [0, ["a", "b", "Other"]],
      [1, ["a", "c", "Other"]],
      [2, ["a", "b", "c", "Other"]],
    ];
    const bucket = (resolution: string) =>
      resolutionBucket({ resolution, question: { type: "multiple_choice", options_history } });
    expect(["a", "b", "c", "Other"].map(bucket)).toEqual([0, 1, 2, 3]);
  });

  it("twenty thousand events are no trouble", () => {
    const forecasts = Array.from({ length: 20_000 }, (_, i): VectorForecast => {
      const probability_yes = (1 + ((i * 7919) % 999)) / 1000;
      return { user: `u${i % 50}`, time: i, action: "forecast", probability_yes };
    });
    const question: VectorQuestion = {
      type: "binary",
      open_time: 0,
      scheduled_close_time: 20_000,
      actual_close_time: 18_000,
      spot_time: 10_000,
      resolution: "no",
    };
    expect(geometricMeanHistory({ question, forecasts })).toHaveLength(20_000);
  });
});
