/**
 * The crowd's side of the peer score, kept while time passes.
 *
 * With n forecasters standing and S the sum of their log scores, the peer score of one of them at an instant is
 * scale · n/(n − 1) · (ln p − S/n) = scale · (ln p · n/(n − 1) − S/(n − 1)). So over any stretch in which ln p is
 * constant it is scale · (ln p · ΔA − ΔB), with the prefix integrals A = ∫ n/(n − 1) dt and B = ∫ S/(n − 1) dt
 * over the time in which n ≥ 2. (The crowd's own row, which is no forecaster, is held
 * against S/n with no factor: the prefix integral ∫ S/n dt.) S and B are kept with Neumaier's compensation: people come and go millions of times.
 *
 * A class for speed: its number fields stay unboxed in the sweep's inner loop.
 */
export class LogCrowd {
  /** A, in units of time. */
  factor = 0;
  /** Time in which at least two stood. */
  contested = 0;
  #count = 0;
  #sum = 0;
  #sumLost = 0;
  #total = 0;
  #totalLost = 0;
  #mean = 0;
  #meanLost = 0;

  /** B, in nats · time. */
  get weighted(): number {
    return this.#total + this.#totalLost;
  }

  /** ∫ S/n dt, in nats · time. */
  get mean(): number {
    return this.#mean + this.#meanLost;
  }

  advance(time: number): void {
    if (this.#count < 2) return;
    const others = this.#count - 1;
    const integral = (this.#sum + this.#sumLost) * time;
    this.contested += time;
    this.factor += (this.#count / others) * time;
    // S is never positive, so the larger magnitude is the smaller number.
    const term = integral / others;
    const next = this.#total + term;
    this.#totalLost += this.#total <= term ? this.#total - next + term : term - next + this.#total;
    this.#total = next;
    const share = integral / this.#count;
    const nextMean = this.#mean + share;
    this.#meanLost += this.#mean <= share ? this.#mean - nextMean + share : share - nextMean + this.#mean;
    this.#mean = nextMean;
  }

  enter(log: number): void {
    this.#count++;
    this.#add(log);
  }

  leave(log: number): void {
    this.#count--;
    if (this.#count === 0) {
      this.#sum = 0;
      this.#sumLost = 0;
    } else {
      this.#add(-log);
    }
  }

  #add(term: number): void {
    const next = this.#sum + term;
    this.#sumLost += Math.abs(this.#sum) >= Math.abs(term) ? this.#sum - next + term : term - next + this.#sum;
    this.#sum = next;
  }
}
