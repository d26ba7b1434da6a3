/**
 * The one way that core refuses a number: RangeError, naming the argument and the value.
 * Nothing is clamped or defaulted, and NaN never passes (every comparison below is written so that NaN fails it).
 */

/** @throws {RangeError} unless `value` is a finite number */
export function requireFinite(name: string, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`);
  return value;
}

/** @throws {RangeError} unless `value` lies in [low, high] */
export function requireWithin(name: string, value: number, low: number, high: number): number {
  if (!(value >= low && value <= high)) throw new RangeError(`${name} must lie in [${low}, ${high}], got ${value}`);
  return value;
}

/** @throws {RangeError} unless `value` lies in [0, 1] */
export function requireProbability(name: string, value: number): number {
  return requireWithin(name, value, 0, 1);
}

/** For logarithmic rules, where a probability of 0 would score −∞. @throws {RangeError} unless `value` lies in (0, 1] */
export function requirePositiveProbability(name: string, value: number): number {
  if (!(value > 0 && value <= 1)) throw new RangeError(`${name} must lie in (0, 1], got ${value}`);
  return value;
}

/** For log-odds, which both 0 and 1 would make infinite. @throws {RangeError} unless `value` lies in (0, 1) */
export function requireOpenProbability(name: string, value: number): number {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name} must lie in (0, 1), got ${value}`);
  return value;
}

/** @throws {RangeError} unless `value` is finite and > 0 */
export function requirePositive(name: string, value: number): number {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${name} must be finite and > 0, got ${value}`);
  }
  return value;
}

/** @throws {RangeError} unless `value` is finite and ≥ 0 */
export function requireNotNegative(name: string, value: number): number {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${name} must be finite and ≥ 0, got ${value}`);
  }
  return value;
}

/** @throws {RangeError} unless `values` are `count`, as many as `others` */
export function requireAsMany(name: string, values: ArrayLike<unknown>, others: string, count: number): void {
  if (values.length !== count) {
    throw new RangeError(`${name} must be as many as ${others} (${count}), got ${values.length}`);
  }
}

/** @throws {RangeError} unless `value` is an integer of at least `low` */
export function requireInteger(name: string, value: number, low: number): number {
  if (!Number.isSafeInteger(value) || value < low) {
    throw new RangeError(`${name} must be an integer ≥ ${low}, got ${value}`);
  }
  return value;
}

/** @throws {RangeError} when `values` is empty */
export function requireSome(name: string, values: ArrayLike<unknown>): void {
  if (values.length === 0) throw new RangeError(`${name} must not be empty`);
}
