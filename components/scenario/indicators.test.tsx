import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { ShownQuestion } from "#components/question/shown-question";
import type { OutcomeKind } from "#core/outcome";
import type { RevealRule } from "#core/visibility";
import { visibleForecasts } from "#core/visibility";
import { Indicators } from "./indicators";

const DAY = 86_400_000;
const START = Date.UTC(2027, 0, 1);
const on = (day: number) => new Date(START + day * DAY);

/** An indicator that nobody has forecast, watched until a day; known on a day where it has a verdict. */
function indicator(title: string, closes: number, verdict?: { outcome: OutcomeKind; known: number }): ShownQuestion {
  const state = verdict ? "RESOLVED" : "OPEN";
  const rule: RevealRule = { revealPolicy: "ALWAYS", revealAt: null, rounds: [], state, closesAt: +on(closes) };
  const nobody = { memberId: null, forecasts: false, seesEarlyCrowd: false };
  const shown = { ...rule, opensAt: START };
  return {
    id: title,
    spec: { type: "binary" },
    state,
    revealPolicy: "ALWAYS",
    revealAt: null,
    version: { number: 1, title, criteria: "As reported.", source: "The record", baseRate: null, worded: 1 },
    opensAt: on(0),
    closesAt: on(closes),
    resolution: verdict
      ? {
          outcome: verdict.outcome,
          option: null,
          value: null,
          said: verdict.outcome === "YES" ? "Yes" : "No",
          knownAt: on(verdict.known),
          singleHanded: false,
        }
      : null,
    correctionWaits: false,
    proposal: null,
    scale: "phia",
    forecasts: visibleForecasts(shown, nobody, { type: "binary", log: [] }, new Map(), START + DAY),
  };
}

const items = (html: string) => html.split("<li").slice(1);

it("indicators stand in the order of time: when each came about, else by when it is watched for", () => {
  const html = renderToStaticMarkup(
    <Indicators
      indicators={[
        indicator("The fleet returns", 90),
        indicator("Insurers leave", 60, { outcome: "YES", known: 20 }),
        indicator("A port closes", 40),
        indicator("Talks fail", 80, { outcome: "NO", known: 10 }),
      ]}
    />,
  );
  const titles = items(html).map((item) => /questions\/([^"]*)/u.exec(item)?.[1]);
  expect(titles).toEqual(["Talks fail", "Insurers leave", "A port closes", "The fleet returns"]);
});

it("it is said which have been observed and when, and of the others until when they are watched for", () => {
  const html = renderToStaticMarkup(
    <Indicators
      indicators={[
        indicator("Insurers leave", 60, { outcome: "YES", known: 20 }),
        indicator("Talks fail", 80, { outcome: "NO", known: 80 }),
        indicator("A port closes", 100),
      ]}
    />,
  );
  expect(html).toContain("1 of 3 observed.");
  const [observed = "", failed = "", watched = ""] = items(html);
  expect(observed).toMatch(/<b>Observed<\/b>.*21 Jan 2027/su);
  expect(failed).toMatch(/Did not happen by.*22 Mar 2027/su);
  expect(failed).not.toContain("Observed");
  expect(watched).toMatch(/Watched until.*11 Apr 2027/su);
});

it("a scenario without any says so", () => {
  expect(renderToStaticMarkup(<Indicators indicators={[]} />)).toContain("No indicators yet.");
});
