import { describe, expect, it } from "vitest";
import type { QuestionSpec } from "#core/question";
import { recordedOf } from "#core/world-forecast";

const range = { min: -50, max: 50, openLower: true, openUpper: true, zeroPoint: null };
const spec: QuestionSpec = { type: "numeric", range };
const quantiles = { "0.25": -5, "0.75": 12 };

describe("a distribution in a world file", () => {
  it("is drawn from its quantiles where it has them; a CDF beside them says nothing more", () => {
    const { recorded } = recordedOf({ quantiles }, { spec, lists: [] });
    expect(recordedOf({ quantiles, cdf: [...(recorded?.cdf ?? [])] }, { spec, lists: [] }).recorded).toEqual(recorded);
  });

  it("is refused with a CDF beside its quantiles that is none", () => {
    expect(recordedOf({ quantiles, cdf: [0.1, 0.2] }, { spec, lists: [] })).toEqual({
      recorded: null,
      faults: [{ path: "cdf", message: "a CDF has 201 points, got 2" }],
    });
  });
});
