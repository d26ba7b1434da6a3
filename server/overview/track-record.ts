import type { Calibration } from "#server/calibration/calibration-queries";

/** What a crowd was worth on the questions that were due in one quarter. Brier scores, 0–1, lower is better. */
export interface Quarter {
  /** Its first instant, UTC. */
  readonly from: number;
  readonly questions: number;
  /** Mean of the crowd's median. */
  readonly crowd: number;
  /** Mean over the same questions of the mean over their people. */
  readonly people: number;
}

/** Means over some questions, by quarter of their scheduled close, oldest first, and all together; null without any. */
export interface TrackRecord {
  readonly quarters: readonly Quarter[];
  readonly all: Quarter | null;
}

/**
 * How the crowd did over time, beside its people, on the questions that both have: each question counts once.
 *
 * @param crowd the record of one aggregate
 * @param people everybody's on the same questions
 */
export function trackRecord(crowd: Calibration, people: Calibration): TrackRecord {
  const [theirs, each] = [meanBrier(crowd), meanBrier(people)];
  const scored = crowd.counted.flatMap(({ id, closesAt }) => {
    const [together, alone] = [theirs.get(id), each.get(id)];
    return together === undefined || alone === undefined ? [] : [{ from: quarterOf(closesAt), together, alone }];
  });
  const quarters = Array.from(Map.groupBy(scored, ({ from }) => from))
    .map(([from, some]) => summed(from, some))
    .sort((a, b) => a.from - b.from);
  return { quarters, all: scored.length > 0 ? summed(quarters[0]?.from ?? 0, scored) : null };
}

function summed(from: number, some: readonly { together: number; alone: number }[]): Quarter {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    from,
    questions: some.length,
    crowd: mean(some.map(({ together }) => together)),
    people: mean(some.map(({ alone }) => alone)),
  };
}

function meanBrier({ pairs }: Calibration): Map<string, number> {
  const means = new Map<string, { sum: number; count: number }>();
  for (const { question, forecast, outcome } of pairs) {
    const mean = means.get(question) ?? { sum: 0, count: 0 };
    mean.sum += (forecast - (outcome === "yes" ? 1 : 0)) ** 2;
    mean.count++;
    means.set(question, mean);
  }
  return new Map(Array.from(means, ([question, { sum, count }]) => [question, sum / count]));
}

function quarterOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), 3 * Math.floor(date.getUTCMonth() / 3), 1);
}
