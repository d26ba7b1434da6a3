import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { cdfOfQuantiles } from "#core/quantile-cdf";
import type { Range } from "#core/question";
import { QuantileInput, type QuantileInputProps } from "./quantile-input";

const never = () => Promise.reject(new Error("no act in this test"));
const range: Range = { min: 0, max: 100, openLower: false, openUpper: true, zeroPoint: null, unit: "MW" };
const year: Range = {
  min: Date.UTC(2025, 0, 1),
  max: Date.UTC(2026, 0, 1),
  openLower: true,
  openUpper: true,
  zeroPoint: null,
};

function draw(props: Partial<QuantileInputProps>): string {
  return renderToStaticMarkup(
    <QuantileInput
      questionId="q1"
      type="numeric"
      range={range}
      standing={null}
      onSave={never}
      onReaffirm={never}
      onWithdraw={never}
      {...props}
    />,
  );
}

const quantiles = [10, 20, 30, 45, 70].map((value, i) => ({ level: [0.05, 0.25, 0.5, 0.75, 0.95][i] ?? 0, value }));
const standing = { quantiles, cdf: cdfOfQuantiles(quantiles, range), since: "2024-06-03T10:00:00Z" };
const path = (html: string, name: string) => new RegExp(`class="${name}" d="([^"]*)"`).exec(html)?.[1];

describe("the input for a distribution as it comes from the server", () => {
  it("is empty without a forecast: no curve, no middle to begin with", () => {
    const html = draw({});
    expect(html.match(/value=""/g)).toHaveLength(6); // five quantiles and the reason
    expect(path(html, "m-line")).toBeUndefined();
    expect(html).toContain("The curve appears here");
    expect(html).toContain('aria-label="No distribution of yours yet."');
    expect(html).not.toContain("Like the crowd");
  });

  it("shows what stands as it was typed, in its unit, with the curve that was recorded", () => {
    const html = draw({ standing });
    for (const { value } of quantiles) expect(html).toContain(`value="${value}"`);
    expect(html).toContain("5\u202f% below");
    expect(html).toContain('<span class="unit">MW</span>');
    expect(path(html, "m-line")).toMatch(/^M0 /);
    expect(html).toContain("Standing: median 30\u202fMW, middle half 20\u202fMW to 45\u202fMW");
  });

  it("says how much lies between two bounds and beyond an open one, not beyond a closed one", () => {
    const html = draw({ standing });
    expect(html).toMatch(/<output[^>]*>50\u202f%<\/output>/);
    expect(html).toMatch(/[\d.]+\u202f% above 100\u202fMW/);
    expect(html).not.toContain("below 0");
  });

  it("asks dates by date, in UTC like the question's range", () => {
    const dates = [1, 3, 5, 8, 13].map((month, i) => ({
      level: quantiles[i]?.level ?? 0,
      value: Date.UTC(2025, month, 1),
    }));
    const html = draw({
      type: "date",
      range: year,
      standing: { ...standing, quantiles: dates, cdf: cdfOfQuantiles(dates, year) },
    });
    expect(html).toMatch(/type="date"[^>]*value="2025-02-01"/);
    expect(html).toContain("25\u202f% before");
    expect(html).toContain("days in UTC");
    expect(html).toMatch(/% before 1 Jan 2025, [\d.]+\u202f% after 1 Jan 2026/);
  });

  it("reads the usual levels off a curve that was recorded alone", () => {
    const html = draw({ standing: { ...standing, quantiles: [] } });
    expect(html.match(/class="quantile"/g)).toHaveLength(5);
    expect(html).not.toContain("The curve appears here");
  });

  it("shows the levels that were stated, whatever they are", () => {
    const three = quantiles.slice(1, 4);
    const html = draw({ standing: { ...standing, quantiles: three, cdf: cdfOfQuantiles(three, range) } });
    expect(html.match(/class="quantile"/g)).toHaveLength(3);
  });

  it("draws the crowd, and offers its curve, only when it is given", () => {
    expect(path(draw({ standing }), "c-line")).toBeUndefined();
    const html = draw({ standing, crowd: standing.cdf });
    expect(path(html, "c-line")).toBe(path(html, "m-line"));
    expect(html).toContain("Like the crowd");
  });

  it("offers nothing once closed", () => {
    const html = draw({ standing, closed: "Closed 19 Jun 2024." });
    expect(html).toContain("Held: median");
    for (const word of ["Save", "Narrow", "Withdraw", 'role="slider"']) expect(html).not.toContain(word);
  });
});
