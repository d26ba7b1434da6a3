import { expect, it } from "vitest";
import { calibrationAddress, calibrationParams } from "#core/calibration/choice";

const MEMBER = "0199a0a0-0000-7000-8000-000000000001";

it.each([
  {},
  { who: "median", taken: "30" },
  { who: MEMBER, taken: "time", view: "bins" },
  { vs: MEMBER, low: "0.6", high: "0.75", of: "2" },
  { vs: "everybody", view: "table" },
  { vs: "period", vsFrom: "2023-01-01", vsTo: "2023-06-30" },
])("%o comes back as it went in", (params) => {
  expect(calibrationParams(calibrationAddress(params))).toEqual(params);
});

it("what cannot be meant falls back to the default", () => {
  const wrong = { who: "Ada", taken: "-3", vs: "nobody", view: "3d", low: "0.9", high: "0.1", vsFrom: "yesterday" };
  expect(calibrationAddress(wrong)).toEqual(calibrationAddress({}));
  expect(calibrationAddress({ taken: "2.5" }).taken).toEqual({ kind: "halfway" });
  expect(calibrationAddress({ low: "0.2" }).point).toBeNull();
  expect(calibrationAddress({ who: ["mean", "median"] }).who).toEqual({ kind: "crowd", method: "mean" });
});
