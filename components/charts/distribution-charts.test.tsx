import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { massBetween, valueAt } from "#core/distribution";
import { cdfOfQuantiles } from "#core/quantile-cdf";
import type { Range } from "#core/question";
import { CumulativeChart } from "./cumulative-chart";
import { DensityChart } from "./density-chart";
import { densities, densityArea, middleHalf, outsideOf, peakOf } from "./density-path";
import { HistoryChart } from "./history-chart";
import type { HistoryData } from "./history-geometry";
import type { ScaleMeasure } from "./measure";

vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => {} }) }));

const range: Range = { min: 0, max: 100, openLower: false, openUpper: true, zeroPoint: null, unit: "MW" };
const logarithmic: Range = { min: 1, max: 10_000, openLower: true, openUpper: true, zeroPoint: 0 };
const measure: ScaleMeasure = { type: "numeric", range };
const levels = [0.05, 0.25, 0.5, 0.75, 0.95];
const held = (values: readonly number[]) => {
  const quantiles = values.map((value, i) => ({ level: levels[i] ?? 0, value }));
  return { quantiles, cdf: cdfOfQuantiles(quantiles, range) };
};
const mine = held([10, 20, 30, 45, 70]);
const crowd = held([5, 15, 25, 40, 60]).cdf;

/** Twice the area of a polygon "M x y L x y … Z", in squares of the plane. */
function areaOf(path: string): number {
  const points = path
    .slice(1, -1)
    .split("L")
    .map((point) => point.split(" ").map(Number));
  return Math.abs(
    points.reduce((sum, [x = 0, y = 0], i) => {
      const [nextX = 0, nextY = 0] = points[(i + 1) % points.length] ?? [];
      return sum + x * nextY - nextX * y;
    }, 0) / 2,
  );
}

describe("a drawn density", () => {
  const places = fc
    .uniqueArray(fc.integer({ min: 2, max: 98 }), { minLength: 5, maxLength: 5 })
    .map((list) => list.toSorted((a, b) => a - b));

  it("holds in each stretch what the recorded curve holds there", () => {
    fc.assert(
      fc.property(places, fc.constantFrom(range, logarithmic), fc.nat(200), fc.nat(200), (list, scale, a, b) => {
        const quantiles = list.map((place, i) => ({ level: levels[i] ?? 0, value: valueAt(place / 100, scale) }));
        const cdf = cdfOfQuantiles(quantiles, scale);
        const [from, to] = [Math.min(a, b) / 200, Math.max(a, b) / 200];
        const heights = densities(cdf).slice(Math.min(a, b), Math.max(a, b));
        const stated = massBetween(cdf, scale, valueAt(from, scale), valueAt(to, scale));
        expect(heights.reduce((sum, height) => sum + height / 200, 0)).toBeCloseTo(stated, 9);
        const { below, above } = outsideOf(cdf);
        expect(below + above + densities(cdf).reduce((sum, height) => sum + height / 200, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it("is filled over the middle half with half of the probability", () => {
    fc.assert(
      fc.property(places, (list) => {
        const cdf = held(list).cdf;
        const { low, high } = middleHalf(cdf);
        const peak = peakOf([cdf]);
        const widest = Math.max(...densities(cdf)) / 200;
        const drawn = (areaOf(densityArea(cdf, peak, low, high)) / 1e6) * peak;
        expect(Math.abs(drawn - 0.5)).toBeLessThanOrEqual(widest + 0.002);
      }),
    );
  });
});

describe("the density chart", () => {
  it("says both distributions, mine as I stated it, and has their numbers in a table", () => {
    const html = renderToStaticMarkup(<DensityChart measure={measure} mine={mine} crowd={crowd} />);
    expect(html).toContain("You: median 30\u202fMW, middle half 20\u202fMW to 45\u202fMW.");
    expect(html).toContain("The crowd: median 25.1\u202fMW");
    expect(html).toContain('<th scope="row">Above the range</th>');
    expect(html).not.toContain("Below the range");
    expect(html).toContain("Show the numbers");
  });

  it("marks what happened, and points where it lies outside the range", () => {
    const draw = (value: number, label: string) =>
      renderToStaticMarkup(<DensityChart measure={measure} mine={null} crowd={crowd} outcome={{ value, label }} />);
    expect(draw(0.41, "41\u202fMW")).toContain('class="g-mark" d="M410 0V1000"');
    expect(draw(2, "above the range")).toContain("above the range \u25b6");
    expect(draw(-1, "below the range")).toContain("\u25c0 below the range");
    expect(draw(2, "above the range")).toContain("It came out above the range.");
    expect(draw(2, "above the range")).not.toContain("g-mark");
  });
});

it("the cumulative chart draws the band of the people around the mean of the crowd", () => {
  const band = { lower: crowd.map((p) => p * 0.8), upper: crowd.map((p) => Math.min(1, p * 1.1)) };
  const html = renderToStaticMarkup(
    <CumulativeChart measure={measure} mine={mine.cdf} crowd={crowd} band={band} caption="The chance." />,
  );
  expect(html.match(/class="c-band" d="M[^"]+Z"/)).not.toBeNull();
  expect(html.match(/<tr>/g)).toHaveLength(8);
  expect(html).toContain('aria-label="The chance."');
});

describe("the history of a distribution", () => {
  const DAY = 86_400_000;
  const open = Date.UTC(2024, 0, 1);
  const year: HistoryData = {
    from: open,
    to: open + 100 * DAY,
    until: open + 50 * DAY,
    measure,
    crowd: [{ start: open, end: null, value: 0.3, lower: 0.2, upper: 0.45, count: 4 }],
    mine: [
      { at: open + 10 * DAY, value: 0.25, lower: 0.2, upper: 0.4 },
      { at: open + 30 * DAY, value: 0.35, lower: 0.3, upper: 0.5 },
    ],
  };
  const draw = (data: HistoryData) => renderToStaticMarkup(<HistoryChart data={data} zone="UTC" />);

  it("draws the median with its band and my own with mine, on the scale of the question", () => {
    const html = draw(year);
    expect(html).toContain('class="c-line" d="M0 700H500"');
    expect(html).toContain('class="m-line" d="M100 750H300V650H500"');
    expect(html).toContain('class="m-edge" d="M100 600H300V500H500M100 800H300V700H500"');
    expect(html).toContain("The crowd’s median is at 30\u202fMW, 4 people now. Your median has gone from 25\u202fMW");
    expect(html).toContain("Crowd, MW");
    expect(html).toContain("20–45");
  });

  it("says what it came out as, within the range and beyond it", () => {
    const at = open + 40 * DAY;
    expect(draw({ ...year, outcome: { at, value: 0.41, label: "41\u202fMW" } })).toContain("outcome-mark on");
    const beyond = draw({ ...year, outcome: { at, value: 2, label: "above the range" } });
    expect(beyond).toContain("outcome-mark above");
    expect(beyond).toContain("It came out above the range.");
  });
});
