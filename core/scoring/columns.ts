import type { ScoringRule } from "#core/scoring/rules";
import type { ForecastEvent } from "#core/standing";
import { canonicalOrder, nothingStands } from "#core/standing";

/** What an event does to its person's forecast. */
export const EVENT = { forecast: 0, withdrawal: 1, reaffirmation: 2 } as const;

/**
 * A forecast log as the sweeps read it: one typed array per fact, in canonical order, every forecast judged once.
 * Columns rather than objects: a sweep then allocates nothing per event.
 */
export interface Columns<V> {
  readonly events: readonly ForecastEvent<V>[];
  /** People in the order of their first event; `person` holds indexes into it. */
  readonly people: readonly string[];
  readonly person: Int32Array;
  /** One of {@link EVENT}. */
  readonly kind: Uint8Array;
  /** ln of the probability given to what happened; 0 where nothing is stated. */
  readonly log: Float64Array;
  /** Baseline points. */
  readonly baseline: Float64Array;
  /** Brier scores; null when the question's type has none. */
  readonly brier: Float64Array | null;
  /** CRPS, in the unit of the question's scale; null when its type has none. */
  readonly crps: Float64Array | null;
}

/** @throws {RangeError} on a malformed log, or a forecast that the rule cannot score */
export function columnsOf<V>(log: readonly ForecastEvent<V>[], rule: ScoringRule<V>): Columns<V> {
  const events = canonicalOrder(log);
  const n = events.length;
  const indexes = new Map<string, number>();
  const person = new Int32Array(n);
  const standing = new Uint8Array(n);
  const kind = new Uint8Array(n);
  const logs = new Float64Array(n);
  const baseline = new Float64Array(n);
  let brier: Float64Array | null = null;
  let crps: Float64Array | null = null;
  for (let i = 0; i < n; i++) {
    const event = events[i];
    if (event === undefined) break;
    let index = indexes.get(event.person);
    if (index === undefined) {
      index = indexes.size;
      indexes.set(event.person, index);
    }
    person[i] = index;
    kind[i] = EVENT[event.kind];
    if (event.kind === "reaffirmation" && standing[index] !== 1) throw nothingStands(event);
    standing[index] = event.kind === "withdrawal" ? 0 : 1;
    if (event.kind !== "forecast") continue;
    const judged = rule.judge(event.value);
    logs[i] = judged.log;
    baseline[i] = judged.baseline;
    if (judged.brier !== null) {
      brier ??= new Float64Array(n);
      brier[i] = judged.brier;
    }
    if (judged.crps !== null) {
      crps ??= new Float64Array(n);
      crps[i] = judged.crps;
    }
  }
  return { events, people: [...indexes.keys()], person, kind, log: logs, baseline, brier, crps };
}
