import type { RankCounts } from "#core/math/order-statistic";
import { rankCounts } from "#core/math/order-statistic";
import { distinctAscending, rankOf } from "#core/math/ranks";

/**
 * The crowd's side of the relative Brier score, kept while time passes: the running median of the standing Brier scores
 * and its prefix integral M = ∫ median dt, over the time C in which at least two forecasts stand (C is kept by the log crowd).
 * Over a stretch with a constant own score b the relative score is b · ΔC − ΔM; alone, exactly 0.
 */
export class MedianCrowd {
  readonly #scores: Float64Array;
  readonly #counts: RankCounts;
  #count = 0;
  #total = 0;
  #totalLost = 0;

  /** @param scores every Brier score that will enter, in any order, repeats allowed */
  constructor(scores: Float64Array) {
    this.#scores = distinctAscending(scores);
    this.#counts = rankCounts(Math.max(1, this.#scores.length));
  }

  /** M, in Brier · time. */
  get integral(): number {
    return this.#total + this.#totalLost;
  }

  /** The rank by which a score enters and leaves. */
  rankOf(score: number): number {
    return rankOf(this.#scores, score);
  }

  advance(time: number): void {
    if (this.#count < 2) return;
    const term = this.#median() * time;
    const next = this.#total + term;
    this.#totalLost += this.#total >= term ? this.#total - next + term : term - next + this.#total;
    this.#total = next;
  }

  enter(rank: number): void {
    this.#counts.add(rank, 1);
    this.#count++;
  }

  leave(rank: number): void {
    this.#counts.add(rank, -1);
    this.#count--;
  }

  #median(): number {
    const half = this.#count >> 1;
    const upper = this.#at(half + 1);
    return this.#count % 2 === 1 ? upper : 0.5 * (this.#at(half) + upper);
  }

  #at(k: number): number {
    return this.#scores[this.#counts.select(k)] ?? Number.NaN;
  }
}
