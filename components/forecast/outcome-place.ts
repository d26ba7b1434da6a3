import type { ShownQuestionOf } from "#components/question/shown-question";
import { locationOf } from "#core/distribution";
import type { ContinuousView } from "#core/forecast-view";

type Resolved = Pick<ShownQuestionOf<ContinuousView>, "resolution" | "forecasts">;

/** Where on the scale it came out, and when that was known; beyond 0 and 1 where it lies outside. */
export function placeOfOutcome({ resolution, forecasts: { type, range } }: Resolved) {
  if (!resolution) return null;
  const date = type === "date";
  const at = resolution.knownAt.getTime();
  switch (resolution.outcome) {
    case "BELOW":
      return { at, value: -1, label: `${date ? "before" : "below"} the range` };
    case "ABOVE":
      return { at, value: 2, label: `${date ? "after" : "above"} the range` };
    case "VALUE":
      return resolution.value === null
        ? null
        : { at, value: locationOf(resolution.value, range), label: resolution.said };
    default:
      return null;
  }
}
