import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { CrowdSpan } from "#core/aggregation/binary";
import type { ReliabilityBin } from "#core/calibration/bins";
import { CorpChart, type CorpCurve } from "./corp-chart";
import { HistoryChart } from "./history-chart";
import { type HistoryData, mySteps } from "./history-geometry";
import { IntervalCell, scoreDomain } from "./interval-cell";
import { ReliabilityChart } from "./reliability-chart";
import { Sparkline } from "./sparkline";
import { spreadLabels } from "./spread-labels";
import { thinSpans } from "./thin-spans";

vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => {} }) }));

const DAY = 86_400_000;
const open = Date.UTC(2024, 0, 1);

function span(startDay: number, endDay: number | null, value: number, count = 3): CrowdSpan {
  const start = open + startDay * DAY;
  return {
    start,
    end: endDay === null ? null : open + endDay * DAY,
    value,
    lower: value - 0.1,
    upper: value + 0.1,
    count,
  };
}

const year: HistoryData = {
  from: open,
  to: open + 100 * DAY,
  until: open + 50 * DAY,
  crowd: [span(0, 10, 0.47), span(10, null, 0.32)],
  mine: [
    { at: open + 5 * DAY, value: 0.45 },
    { at: open + 25 * DAY, value: 0.31 },
  ],
  events: [{ at: open + 20 * DAY, label: "Round 2 closes" }],
};

const draw = (data: HistoryData) => renderToStaticMarkup(<HistoryChart data={data} zone="UTC" />);
const path = (html: string, className: string) => new RegExp(`class="${className}" d="([^"]*)"`).exec(html)?.[1];

describe("history chart", () => {
  it("draws forecasts as steps up to now, on the whole width of the question", () => {
    const html = draw(year);
    expect(path(html, "c-line")).toBe("M0 530H100V680H500");
    expect(path(html, "m-line")).toBe("M50 550H250V690H500");
    expect(path(html, "c-band")).toBe("M0 430H100L100 580H500L500 780H100L100 630H0Z");
    expect(path(html, "g-mark")).toBe("M200 0V1000");
    expect(html.match(/class="m-dot"/g)).toHaveLength(2);
  });

  it("says in words and in a table what it draws", () => {
    const html = draw(year);
    expect(html).toContain(
      'aria-label="The crowd has gone from 47\u202f% to 32\u202f%, 3 people now. You have gone from 45\u202f% to 31\u202f%."',
    );
    expect(html).toContain("Show the numbers");
    expect(html).toContain("<td>Round 2 closes</td>");
    expect(html).toContain("22–42");
  });

  it("draws and says nothing of a crowd that is not shown yet", () => {
    const html = draw({ ...year, crowd: null });
    expect(path(html, "c-line")).toBe("");
    expect(html.toLowerCase()).not.toContain("crowd ");
  });

  it("has words for nothing at all", () => {
    expect(draw({ ...year, crowd: [], mine: [], events: [] })).toContain("Nobody has forecast yet.");
    expect(draw({ ...year, crowd: null, mine: [], events: [] })).toContain("You have not forecast yet.");
  });

  it("draws a single forecast as a line until now", () => {
    expect(path(draw({ ...year, mine: [{ at: open + 5 * DAY, value: 0.45 }] }), "m-line")).toBe("M50 550H500");
  });

  it("leaves a gap where I withdrew and where nobody stood", () => {
    const html = draw({
      ...year,
      crowd: [span(0, 10, 0.4), span(20, 30, 0.5)],
      mine: [
        { at: open, value: 0.2 },
        { at: open + 10 * DAY, value: null },
        { at: open + 20 * DAY, value: 0.3 },
      ],
    });
    expect(path(html, "c-line")).toBe("M0 600H100M200 500H300");
    expect(path(html, "m-line")).toBe("M0 800H100M200 700H500");
  });

  it("keeps the pen and the extremes of 5,000 points with far fewer", () => {
    const spans = Array.from({ length: 5000 }, (_, i) => span(i / 100, (i + 1) / 100, 0.3 + 0.2 * Math.sin(i / 40)));
    spans[2500] = { ...span(25, 25.01, 0.9) };
    const thin = thinSpans(spans);
    expect(thin.length).toBeLessThan(900);
    expect(Math.max(...thin.map(({ value }) => value))).toBe(0.9);
    expect(thin[0]?.start).toBe(spans[0]?.start);
    expect(thin.at(-1)?.end).toBe(spans.at(-1)?.end);
    const html = draw({ ...year, crowd: spans });
    expect(path(html, "c-line")?.match(/M/g)).toHaveLength(1);
    expect(html.length).toBeLessThan(120_000);
  });

  it("thins without ever moving an edge of a gap", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 99 })), { minLength: 1, maxLength: 300 }),
        (steps) => {
          let at = 0;
          const spans = steps.map(([gap, value]) => {
            if (gap) at += 1;
            at += 1;
            return span(at - 1, at, value / 100);
          });
          const covered = (list: readonly CrowdSpan[]) =>
            list.reduce((sum, { start, end }) => sum + ((end ?? 0) - start), 0);
          const thin = thinSpans(spans, 5);
          expect(covered(thin)).toBeCloseTo(covered(spans), 3);
          thin.forEach(({ end }, i) => {
            expect(end ?? 0).toBeLessThanOrEqual(thin[i + 1]?.start ?? Number.POSITIVE_INFINITY);
          });
        },
      ),
    );
  });

  it("ends where forecasts stopped counting, though forecasts went on", () => {
    const html = draw({
      ...year,
      crowd: [span(0, 60, 0.4), span(60, 80, 0.9)],
      mine: [
        { at: open, value: 0.2 },
        { at: open + 70 * DAY, value: 0.95 },
      ],
    });
    expect(path(html, "c-line")).toBe("M0 600H500");
    expect(path(html, "m-line")).toBe("M0 800H500");
    expect(html).not.toContain("90\u202f%");
  });

  it("takes a log as it stands: a reaffirmation is no step", () => {
    const common = { person: "me" };
    expect(
      mySteps([
        { ...common, at: 1, sequence: 1, kind: "forecast", value: 0.3 },
        { ...common, at: 2, sequence: 2, kind: "reaffirmation" },
        { ...common, at: 3, sequence: 3, kind: "withdrawal" },
      ]),
    ).toEqual([
      { at: 1, value: 0.3 },
      { at: 3, value: null },
    ]);
  });

  it("refuses a width of no time", () => expect(() => draw({ ...year, to: year.from })).toThrow(RangeError));
});

describe("labels at the ends of lines", () => {
  it("part evenly, keep their order and stay in the box", () => {
    expect(spreadLabels([300, 700], 64)).toEqual([300, 700]);
    expect(spreadLabels([500, 510], 64)).toEqual([473, 537]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 6 }), (places) => {
        const spread = spreadLabels(places, 64);
        for (const at of spread) expect(at).toBeGreaterThanOrEqual(16);
        for (const at of spread) expect(at).toBeLessThanOrEqual(1000);
        const sorted = spread.toSorted((a, b) => a - b);
        sorted.slice(1).forEach((at, i) => {
          expect(at - (sorted[i] ?? 0)).toBeGreaterThanOrEqual(63.999);
        });
      }),
    );
  });
});

describe("reliability chart", () => {
  const bin: ReliabilityBin = {
    low: 0.8,
    high: 0.9,
    forecasts: 27,
    questions: 13,
    yes: 9,
    meanForecast: 0.86,
    observed: 0.74,
    interval: { lower: 0.42, upper: 0.87 },
  };
  const chart = (bins: readonly ReliabilityBin[]) =>
    renderToStaticMarkup(
      <ReliabilityChart
        bins={bins}
        questions={40}
        forecasts={351}
        caption="Bolder than the evidence."
        hrefOf={({ low }) => `?bin=${low}`}
      />,
    );

  it("puts a point at what was said and what happened, with its interval", () => {
    const html = chart([bin]);
    expect(path(html, "w-dot")).toBe("M860 260h0");
    expect(path(html, "w-line")).toBe("M860 580V130");
    expect(path(html, "g-mark")).toBe("M0 1000L1000 0");
    expect(html).toContain("Said 80–90\u202f%, happened 74\u202f%, 13 questions");
    expect(html).toContain('href="?bin=0.8"');
  });

  it("counts questions and forecasts, and lists both in the table", () => {
    const html = chart([bin]);
    expect(html).toContain("40 questions");
    expect(html).toContain("351 forecasts");
    expect(html).toContain('<td class="num">27</td><td class="num">13</td>');
  });

  it("is a diagonal without points when there is nothing to compare", () => {
    const html = chart([]);
    expect(html).toContain("No forecasts to compare yet.");
    expect(path(html, "w-dot")).toBeUndefined();
  });
});

describe("intervals and trends", () => {
  it("always has 0 on the scale, between round ends", () => {
    expect(scoreDomain([-25.8, 12.3])).toEqual({ low: -30, high: 20, ticks: [-30, -20, -10, 0, 10, 20] });
    expect(scoreDomain([]).ticks).toContain(0);
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: -500_000, max: 500_000 }).map((milli) => milli / 1000),
          { maxLength: 20 },
        ),
        (values) => {
          const { low, high, ticks } = scoreDomain(values);
          for (const value of values) expect(value >= low - 1e-9 && value <= high + 1e-9).toBe(true);
          expect(low <= 0 && high >= 0 && high > low).toBe(true);
          expect(ticks.length).toBeLessThanOrEqual(8);
        },
      ),
    );
  });

  it("says that an interval is missing rather than drawing none", () => {
    const domain = scoreDomain([-20, 20]);
    const html = renderToStaticMarkup(<IntervalCell value={8.6} interval={null} domain={domain} />);
    expect(html).toContain("Score +8.6, too few questions for an interval");
    expect(path(html, "w-line")).toBeUndefined();
    expect(path(html, "w-dot")).toBe("M715 500h0");
  });

  it("draws one value as a dot and none as nothing", () => {
    expect(renderToStaticMarkup(<Sparkline values={[]} label="Points" />)).toBe("");
    const one = renderToStaticMarkup(<Sparkline values={[4]} label="Points" />);
    expect(path(one, "s")).toBeUndefined();
    expect(path(one, "end")).toBe("M100 1h0");
    expect(path(renderToStaticMarkup(<Sparkline values={[-1, 1]} label="Points" />), "s")).toBe("M0,23L100,1");
  });
});

describe("CORP chart", () => {
  const steps = [
    { low: 0.1, high: 0.3, observed: 0.2, forecasts: 20, questions: 9 },
    { low: 0.9, high: 0.9, observed: 0.75, forecasts: 8, questions: 8 },
  ];
  const band = [
    { forecast: 0.1, low: 0, high: 0.3 },
    { forecast: 0.9, low: 0.7, high: 1 },
  ];
  const curve = (name: string, selected: CorpCurve["selected"] = null): CorpCurve => ({
    name,
    steps,
    band,
    hrefOf: ({ low }) => `?low=${low}`,
    selected,
  });

  it("draws steps, joins them, and shades the band", () => {
    const html = renderToStaticMarkup(<CorpChart curves={[curve("Everybody")]} />);
    expect(path(html, "r-line")).toBe("M100 800L300 800L900 250L900 250");
    expect(path(html, "r-step")).toBe("M100 800H300");
    expect(path(html, "r-dot")).toBe("M900 250h0");
    expect(path(html, "c-band")).toBe("M100 700L900 0L900 300L100 1000Z");
    expect(html).toContain('aria-label="Said 10–30\u202f%, happened 20\u202f%, 20 forecasts on 9 questions"');
    expect(html).toContain('href="?low=0.9"');
    expect(html).not.toContain("c-band-edge");
  });

  it("names two curves, and tells them apart by shape", () => {
    const html = renderToStaticMarkup(<CorpChart curves={[curve("Ada"), curve("Bo", steps[0])]} />);
    expect(html).toContain('class="r-second"');
    expect(html).toContain("c-band-edge");
    expect(html).toContain("Bo: Said 10–30");
    expect(html.match(/aria-current="true"/g)).toHaveLength(1);
  });
});
