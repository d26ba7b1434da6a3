import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { ChoiceValue } from "#core/forecast-value";
import type { ForecastEvent } from "#core/standing";
import { drawnOptions, historyOfOption, type OptionsData } from "./options-geometry";
import { OptionsHistory } from "./options-history";

const DAY = 86_400_000;
const open = Date.UTC(2024, 0, 1);
const day = (n: number) => open + n * DAY;

function said(start: number, end: number | null, values: number[]) {
  const crowd = { count: 3, values, lower: values.map((p) => p * 0.8), upper: values.map((p) => p * 1.1) };
  return { start: day(start), end: end === null ? null : day(end), crowd };
}

function own(at: number, value: ChoiceValue): ForecastEvent<ChoiceValue> {
  return { person: "me", at: day(at), sequence: at, kind: "forecast", value };
}

const data: OptionsData = {
  from: open,
  to: day(100),
  until: day(50),
  options: ["North", "South", "Other"],
  crowd: [said(0, 20, [0.6, 0, 0.4]), said(20, null, [0.3, 0.5, 0.2])],
  mine: [own(10, [0.7, null, 0.3]), own(30, [0.4, 0.5, 0.1])],
};

describe("the history of options", () => {
  it("has a line for each, from when it was on offer, and my own steps", () => {
    const html = renderToStaticMarkup(<OptionsHistory data={data} zone="UTC" />);
    expect(html).toContain('class="o-line l1" d="M0 400H200V700H500"');
    expect(html).toContain('class="o-line l2" d="M200 500H500"');
    expect(html).toContain('class="o-mine l2" d="M300 500H500"');
    expect(html).toContain('class="o-mine l3" d="M100 700H300V900H500"');
  });

  it("names each line at its end and says in words and a table what it draws", () => {
    const html = renderToStaticMarkup(<OptionsHistory data={data} zone="UTC" />);
    expect(html.match(/class="t tr option-name"/g)).toHaveLength(3);
    expect(html).toContain("<span>South</span> <b>50\u202f%</b>");
    expect(html).toContain(
      "The crowd thinks South likeliest, at 50\u202f%, where it was North; 3 people now. You think South likeliest, at 50\u202f%.",
    );
    expect(html).toContain('<th scope="col" class="num">South, %</th>');
    expect(html).toContain("<td>Crowd of 3</td>");
  });

  it("is read out at a time, by pointer or by key", () => {
    const html = renderToStaticMarkup(<OptionsHistory data={data} zone="UTC" />);
    expect(html).toContain('role="slider" tabindex="0" aria-label="Read the history at a time"');
  });

  it("draws and says nothing of a crowd that is not shown yet", () => {
    const html = renderToStaticMarkup(<OptionsHistory data={{ ...data, crowd: null }} zone="UTC" />);
    expect(html).toContain('class="o-line l1" d=""');
    expect(html).not.toContain("crowd");
    expect(html).toContain("<span>North</span> <b>40\u202f%</b>");
    expect(renderToStaticMarkup(<OptionsHistory data={{ ...data, crowd: null, mine: [] }} zone="UTC" />)).toContain(
      "You have not forecast yet.",
    );
  });

  it("draws the six likeliest of many, in their own order, and says so", () => {
    const many = Array.from({ length: 9 }, (_, i) => `Option ${i + 1}`);
    const shares = many.map((_, i) => (i + 1) / 45);
    const crowded = { ...data, options: many, crowd: [said(0, null, shares)], mine: [] };
    expect(drawnOptions(crowded)).toEqual([3, 4, 5, 6, 7, 8]);
    const html = renderToStaticMarkup(<OptionsHistory data={crowded} zone="UTC" />);
    expect(html).toContain("The 6 likeliest of 9 options are drawn.");
    expect(html).toContain('<th scope="col" class="num">Option 1, %</th>');
  });

  it("ends what I hold where I withdraw", () => {
    const withdrawn: ForecastEvent<ChoiceValue> = { person: "me", at: day(40), sequence: 9, kind: "withdrawal" };
    const { mine } = historyOfOption({ ...data, mine: [...data.mine, withdrawn] }, 1);
    expect(mine.map(({ value }) => value)).toEqual([null, 0.5, null]);
  });
});
