import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { explainScore } from "#core/scoring/explain";
import { binaryRule } from "#core/scoring/rules";
import type { ForecastEvent } from "#core/standing";
import { PartWords } from "./part-words";
import { PartsTable } from "./parts-table";

const DAY = 86_400_000;
const clocks = { opensAt: 0, closesAt: 100 * DAY, knownAt: 50 * DAY };
const said = (person: string, day: number, value: number): ForecastEvent<number> => ({
  person,
  at: day * DAY,
  sequence: 1,
  kind: "forecast",
  value,
});
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, "");

it("says a span in words, on yes whatever happened", () => {
  const log = [said("me", 0, 0.7), said("other", 0, 0.55)];
  for (const outcome of ["yes", "no"] as const) {
    const { parts } = explainScore({ clocks, log, rule: binaryRule(outcome) }, "me", "peer");
    const words = parts.map((part) =>
      textOf(renderToStaticMarkup(<PartWords part={part} rule="PEER" outcome={outcome} own />)),
    );
    const earned = outcome === "yes" ? "+12.06" : "−20.27";
    expect(words).toEqual([`You held 70\u202f% for 50 days while the others held 55\u202f%: ${earned}.`]);
  }
});

it("the table shows every stretch, what came late, the sum and the stored score", () => {
  const log = [said("me", 10, 0.7)];
  const { parts, score } = explainScore({ clocks, log, rule: binaryRule("yes") }, "me", "baseline");
  const html = renderToStaticMarkup(
    <PartsTable
      rule="BASELINE"
      outcome="yes"
      parts={parts}
      clocks={{ ...clocks, close: clocks.knownAt }}
      stored={score ?? 0}
      sum={score ?? 0}
      late={[{ at: 60 * DAY, value: 0.9 }]}
    />,
  );
  for (const text of ["nothing held", "after the answer was known", "late", "Sum of the spans", "Stored score"])
    expect(html).toContain(text);
});
