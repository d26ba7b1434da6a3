import type { Random } from "#core/math/random";
import type { ScoredRow } from "#core/ranking/leaderboard";

/** What the bootstrap should find, worked out question by drawn question. */
export interface BoardByDefinition {
  readonly intervals: ReadonlyMap<string, { readonly low: number; readonly high: number } | null>;
  readonly separated: readonly string[];
  readonly chanceOfFirst: ReadonlyMap<string, number>;
}

/** A sample quantile, interpolated between the two values beside it. */
function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (at - Math.floor(at)) * (high - low);
}

const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/**
 * The studentised bootstrap over questions by its words, on lists instead of tables: draw as many questions as there are, with
 * everybody's results on them, as often as they come; nothing is shared between the statistics. Slow; only for checking.
 *
 * @param rows as the board takes them
 * @param random in the state in which the board gets it
 */
export function boardByDefinition(
  rows: readonly ScoredRow[],
  random: Random,
  {
    sign,
    shrinkage,
    resamples,
    confidence,
  }: { sign: 1 | -1; shrinkage: number; resamples: number; confidence: number },
): BoardByDefinition {
  const questions = [...new Set(rows.map(({ question }) => question))].sort();
  const people = [...new Set(rows.map(({ person }) => person))].sort();
  const answers = (person: string, sample: readonly string[]) =>
    sample.flatMap((question) => rows.filter((row) => row.person === person && row.question === question));
  const ratio = (some: readonly ScoredRow[]) =>
    some.length === 0 ? 0 : total(some.map(({ score }) => score)) / total(some.map(({ coverage }) => coverage));
  // By how much each answer moves the ratio, to first order.
  const pulls = (some: readonly ScoredRow[]) => {
    const [r, weight] = [ratio(some), total(some.map(({ coverage }) => coverage))];
    return some.map(({ question, score, coverage }) => ({ question, pull: (score - r * coverage) / weight }));
  };
  const error = (some: readonly ScoredRow[]) =>
    some.length < 2
      ? 0
      : Math.sqrt((total(pulls(some).map(({ pull }) => pull ** 2)) * some.length) / (some.length - 1));
  const pairErrorOf = (a: readonly ScoredRow[], b: readonly ScoredRow[], sample: readonly string[]) => {
    const pullOn = (some: readonly ScoredRow[]) => new Map(pulls(some).map(({ question, pull }) => [question, pull]));
    const [pa, pb] = [pullOn(a), pullOn(b)];
    return Math.sqrt(total(sample.map((question) => ((pa.get(question) ?? 0) - (pb.get(question) ?? 0)) ** 2)));
  };

  const eligible = people.filter((person) => answers(person, questions).length >= 10);
  const pairs = eligible.flatMap((a, i) => eligible.slice(i + 1).map((b) => [a, b] as const));
  const shifts = new Map(people.map((person) => [person, [] as number[]]));
  const largest: number[] = [];
  const first = new Map(people.map((person) => [person, 0]));
  for (let run = 0; run < resamples; run++) {
    const sample = questions.map(() => questions[Math.floor(random() * questions.length)] ?? "");
    for (const person of eligible) {
      const [own, drawn] = [answers(person, questions), answers(person, sample)];
      if (error(drawn) > 1e-12) shifts.get(person)?.push((ratio(drawn) - ratio(own)) / error(drawn));
    }
    const studentised = pairs.flatMap(([a, b]) => {
      const [ownA, ownB] = [answers(a, questions), answers(b, questions)];
      const [drawnA, drawnB] = [answers(a, sample), answers(b, sample)];
      if (pairErrorOf(ownA, ownB, questions) <= 1e-12 || drawnA.length === 0 || drawnB.length === 0) return [];
      const spread = pairErrorOf(drawnA, drawnB, sample);
      const shift = ratio(drawnA) - ratio(drawnB) - (ratio(ownA) - ratio(ownB));
      return spread <= 1e-12 ? [] : [Math.abs(shift) / spread];
    });
    largest.push(Math.max(0, ...studentised));
    const scores = people.map((person) => {
      const drawn = answers(person, sample);
      const weight = total(drawn.map(({ coverage }) => coverage)) + shrinkage;
      return weight === 0 ? 0 : (sign * total(drawn.map(({ score }) => score))) / weight;
    });
    const leaders = people.filter((_, i) => (scores[i] ?? 0) >= Math.max(...scores) - 1e-12);
    for (const leader of leaders) first.set(leader, (first.get(leader) ?? 0) + 1 / leaders.length / resamples);
  }
  const bound = quantile(largest, confidence);
  return {
    intervals: new Map(
      people.map((person) => {
        const own = answers(person, questions);
        const drawn = shifts.get(person) ?? [];
        if (drawn.length < resamples / 2 || error(own) <= 1e-12) return [person, null];
        const tail = (1 - confidence) / 2;
        const end = (q: number) => ratio(own) - quantile(drawn, q) * error(own);
        return [person, { low: end(1 - tail), high: end(tail) }];
      }),
    ),
    separated: pairs.flatMap(([a, b]) => {
      const [ownA, ownB] = [answers(a, questions), answers(b, questions)];
      const difference = sign * (ratio(ownA) - ratio(ownB));
      const spread = pairErrorOf(ownA, ownB, questions);
      if (spread <= 1e-12 || Math.abs(difference) <= bound * spread) return [];
      return [difference > 0 ? `${a} > ${b}` : `${b} > ${a}`];
    }),
    chanceOfFirst: first,
  };
}
