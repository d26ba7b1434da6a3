import { expect, it } from "vitest";
import { calibrationAddress, calibrationParams, takenName } from "#core/calibration/choice";

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

it("half a point, or a point that ends before it begins, is none; one value is a point", () => {
  expect(calibrationAddress({ high: "0.4" }).point).toBeNull();
  expect(calibrationAddress({ low: "0.4", high: "0.4" }).point).toEqual({ low: 0.4, high: 0.4, of: 1 });
  expect(calibrationAddress({ low: "0.4", high: "0.3" }).point).toBeNull();
});

it("a period may be open at either end", () => {
  const open = calibrationParams(calibrationAddress({ vs: "period" }));
  expect(open).toEqual({ vs: "period" });
  expect(calibrationParams(calibrationAddress({ vs: "period", vsTo: "2023-06-30" }))).toEqual({
    vs: "period",
    vsTo: "2023-06-30",
  });
});

it("the two ways of asking that have a name say it", () => {
  expect(takenName({ kind: "halfway" })).toBe("half");
  expect(takenName(null)).toBe("time");
  expect(takenName({ kind: "days_before_close", days: 7 })).toBe("7");
});
