import type { LoggedForecast } from "#core/forecast-view";
import type { RevealPolicy } from "#core/question";
import { type RevealRule, type Viewer, visibleForecasts } from "#core/visibility";

const OPENS = 1_000;
export const ROUND = 5_000;
export const CLOSES = 10_000;
export const PEOPLE = new Map(["a", "b", "c", "d", "e", "me"].map((id) => [id, `Analyst ${id}`]));

export const FORECASTER: Viewer = { memberId: "me", forecasts: true, seesEarlyCrowd: false };
export const OBSERVER: Viewer = { memberId: "me", forecasts: false, seesEarlyCrowd: false };
export const LEADER: Viewer = { memberId: null, forecasts: false, seesEarlyCrowd: true };

export const rule = (revealPolicy: RevealPolicy, state: RevealRule["state"] = "OPEN") => ({
  revealPolicy,
  revealAt: revealPolicy === "AFTER_ROUND" ? ROUND : null,
  rounds: [],
  state,
  opensAt: OPENS,
  closesAt: CLOSES,
});

/** Forecasts in the order given, one per instant from 2000 on. */
export function log(
  ...made: readonly (readonly [person: string, value: number | "withdrawal"])[]
): LoggedForecast<number>[] {
  const sequences = new Map<string, number>();
  return made.map(([person, value], i) => {
    const sequence = (sequences.get(person) ?? 0) + 1;
    sequences.set(person, sequence);
    const row = { person, at: 2_000 + i, sequence, reason: `because of ${person} ${i}`, interval: null };
    return value === "withdrawal" ? { ...row, kind: value } : { ...row, kind: "forecast", value };
  });
}

export const asked = (events: readonly LoggedForecast<number>[]) => ({ type: "binary", log: events }) as const;

export const view = (policy: RevealPolicy, viewer: Viewer, events: readonly LoggedForecast<number>[], now = 4_000) => {
  const seen = visibleForecasts(rule(policy), viewer, asked(events), PEOPLE, now);
  if (seen.type !== "binary") throw new Error(`a binary question is seen as ${seen.type}`);
  return seen;
};
