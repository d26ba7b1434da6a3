import { describe, expect, it } from "vitest";
import {
  forecastValueSchema,
  optionsEverOffered,
  outcomeSchema,
  probabilitySchema,
  questionSpecSchema,
} from "#core/question";

const accepts = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe("recorded probabilities", () => {
  it.each([
    [0.001, true],
    [0.999, true],
    [0.0009, false],
    [0.9991, false],
    [0, false],
    [Number.NaN, false],
    ["0.5", false],
  ])("%s: %s", (value, ok) => {
    expect(accepts(probabilitySchema, value)).toBe(ok);
  });

  it("of all options sum to 1 within 1e-9", () => {
    const forecast = (probabilities: number[]) => ({ type: "multiple_choice", probabilities });
    expect(accepts(forecastValueSchema, forecast([0.1, 0.2, 0.7]))).toBe(true);
    expect(accepts(forecastValueSchema, forecast([0.1, 0.2, 0.7001]))).toBe(false);
    expect(accepts(forecastValueSchema, forecast([0, 0.3, 0.7]))).toBe(false);
  });

  it("of a number are quantiles that ascend", () => {
    const forecast = (values: number[]) => ({
      type: "numeric",
      quantiles: values.map((value, i) => ({ level: (i + 1) / 4, value })),
    });
    expect(accepts(forecastValueSchema, forecast([1, 2, 3]))).toBe(true);
    expect(accepts(forecastValueSchema, forecast([1, 3, 2]))).toBe(false);
  });
});

describe("questions", () => {
  const numeric = (range: object) => ({
    type: "numeric",
    range: { min: 0, max: 10, openLower: false, openUpper: true, zeroPoint: null, ...range },
  });

  it.each([
    [{ type: "binary" }, true],
    [{ type: "multiple_choice", options: ["x", "y", "Other"] }, true],
    [{ type: "multiple_choice", options: ["x", "x"] }, false],
    [{ type: "multiple_choice", options: ["x"] }, false],
    [numeric({}), true],
    [numeric({ max: 0 }), false],
    [numeric({ zeroPoint: -1 }), true],
    [numeric({ zeroPoint: 5 }), false],
    [{ type: "essay" }, false],
  ])("%o: %s", (spec, ok) => {
    expect(accepts(questionSpecSchema, spec)).toBe(ok);
  });

  it("void and ambiguous are states, not outcomes", () => {
    expect(accepts(outcomeSchema, { type: "binary", outcome: "yes" })).toBe(true);
    expect(accepts(outcomeSchema, { type: "binary", outcome: "void" })).toBe(false);
  });
});

describe("optionsEverOffered", () => {
  it("lists options in the order of appearance and keeps the last one last", () => {
    expect(
      optionsEverOffered([
        ["a", "b", "Other"],
        ["b", "c", "Other"],
      ]),
    ).toEqual(["a", "b", "c", "Other"]);
  });

  it("refuses no list and lists that end differently", () => {
    expect(() => optionsEverOffered([])).toThrow(RangeError);
    expect(() =>
      optionsEverOffered([
        ["a", "Other"],
        ["a", "b"],
      ]),
    ).toThrow(RangeError);
  });
});
