import { bucketOf } from "#core/distribution";
import { optionsEverOffered } from "#core/question";
import type { VectorQuestion } from "#core/scoring/vectors/kinds.adapter";

export function resolutionBucket(input: {
  resolution: string | null;
  question: Partial<VectorQuestion>;
}): number | null {
  const { resolution, question } = input;
  if (resolution === null || resolution === "annulled" || resolution === "ambiguous") return null;
  switch (question.type) {
    case "binary":
      return resolution === "yes" ? 1 : 0;
    case "multiple_choice": {
      const offered = question.options_history
        ? optionsEverOffered(question.options_history.map(optionsOfEntry))
        : (question.options ?? []);
      return offered.indexOf(resolution);
    }
    default: {
      const outcome = SIDES[resolution] ?? Number(resolution);
      const { range_min, range_max, zero_point, inbound_outcome_count } = question;
      const scale = { min: range_min ?? Number.NaN, max: range_max ?? Number.NaN, zeroPoint: zero_point ?? null };
      return bucketOf(outcome, scale, inbound_outcome_count ?? 200);
    }
  }
}

const SIDES: Readonly<Record<string, "below" | "above">> = { below_lower_bound: "below", above_upper_bound: "above" };

/** An entry of an options history: a list of options, alone or beside the time from which it held. */
function optionsOfEntry(entry: unknown): string[] {
  if (!Array.isArray(entry)) {
    const list = typeof entry === "object" && entry !== null ? Object.values(entry).find(Array.isArray) : undefined;
    if (list === undefined) throw new RangeError(`options_history must list options, got ${JSON.stringify(entry)}`);
    return list.map(String);
  }
  const nested = entry.find(Array.isArray);
  return (nested ?? entry).map(String);
}
