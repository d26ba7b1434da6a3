import { describe, expect, it } from "vitest";
import {
  bare,
  bareRange,
  brier,
  clock,
  counted,
  day,
  dayAndClock,
  daysBetween,
  fromNow,
  initials,
  list,
  percent,
  points,
  signedBrier,
  utc,
  weekdayAndDay,
  wholeShare,
} from "./format";
import { parseTheme, parseZone } from "./preferences";

describe("numbers", () => {
  it.each([
    [0.35, "35\u202f%"],
    [0.355, "35.5\u202f%"],
    [0.001, "0.1\u202f%"],
    [0.0035, "0.35\u202f%"],
    [0.999, "99.9\u202f%"],
    [0, "0\u202f%"],
    [1, "100\u202f%"],
  ])("%d is written %j", (fraction, text) => expect(percent(fraction)).toBe(text));

  it("puts the sign of percent where other languages do", () => {
    expect(percent(0.35, "tr")).toBe("%35");
    expect(percent(0.35, "ru")).toBe("35\u202f%");
  });

  it("leaves the unit to the head of a column", () => {
    expect(bare(0.355)).toBe("35.5");
    expect(bareRange(0.28, 0.37)).toBe("28–37");
    expect(wholeShare(0.9959)).toBe("100");
  });

  it.each([
    [8.62, "+8.6"],
    [-3.2, "\u22123.2"],
    [0, "0.0"],
    [-0.04, "0.0"],
    [0.04, "0.0"],
    [-1234.56, "\u22121,234.6"],
  ])("%d points are written %j", (value, text) => expect(points(value)).toBe(text));

  it("gives previews two digits and Brier scores three", () => {
    expect(points(4.891, 2)).toBe("+4.89");
    expect(brier(0.16249)).toBe("0.162");
    expect(signedBrier(-0.0341)).toBe("\u22120.034");
  });

  it("counts things", () => {
    expect(counted(1, "question", "questions")).toBe("1 question");
    expect(counted(0, "question", "questions")).toBe("0 questions");
    expect(counted(12345, "forecast", "forecasts")).toBe("12,345 forecasts");
    expect(list(["Analyst 1", "Analyst 4", "you"])).toBe("Analyst 1, Analyst 4 and you");
  });
});

describe("instants", () => {
  const visit = "2024-06-18T22:05:00Z";

  it("are shown in the reader's zone, day first", () => {
    expect(day(visit, "Europe/Istanbul")).toBe("19 Jun 2024");
    expect(day(visit, "UTC")).toBe("18 Jun 2024");
    expect(clock(visit, "Asia/Kathmandu")).toBe("03:50");
    expect(dayAndClock(visit, "UTC")).toBe("18 Jun 2024, 22:05");
    expect(weekdayAndDay(visit, "UTC")).toBe("Tue 18 Jun 2024");
    expect(clock("2024-01-01T00:00:00Z", "UTC")).toBe("00:00");
  });

  it("carry their UTC instant", () => expect(utc(visit)).toBe("2024-06-18 22:05 UTC"));

  it("are told from now in the largest whole unit up to days", () => {
    const now = "2024-06-24T12:00:00Z";
    expect(fromNow("2024-12-31T12:00:00Z", now)).toBe("in 190 days");
    expect(fromNow("2024-06-24T09:00:00Z", now)).toBe("3 hours ago");
    expect(fromNow("2024-06-24T12:00:20Z", now)).toBe("now");
    expect(daysBetween("2024-06-03T12:00:00Z", now)).toBe("21 days");
    expect(daysBetween("2024-06-24T09:00:00Z", now)).toBe("less than a day");
  });
});

describe("what a cookie may say", () => {
  it("falls back where it says nonsense", () => {
    expect(parseTheme("dark")).toBe("dark");
    expect(parseTheme("<script>")).toBe("system");
    expect(parseZone("Europe%2FIstanbul")).toBe("Europe/Istanbul");
    expect(parseZone("Asia/Katmandu")).toBe("Asia/Katmandu");
    expect(parseZone("Mars/Olympus")).toBe("UTC");
    expect(parseZone("%E0%A4%A")).toBe("UTC");
    expect(parseZone(undefined)).toBe("UTC");
  });
});

it("initials stand for a person", () => {
  expect(initials("Desk lead")).toBe("DL");
  expect(initials("Analyst 4")).toBe("A4");
  expect(initials("Ülkü")).toBe("ÜL");
  expect(initials("  ")).toBe("?");
});
