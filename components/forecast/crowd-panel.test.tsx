import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { LoggedForecast } from "#core/forecast-view";
import { type Viewer, visibleForecasts } from "#core/visibility";
import { CrowdPanel } from "./crowd-panel";

vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => {} }) }));

const DAY = 86_400_000;
const opensAt = Date.UTC(2024, 0, 1);
const closesAt = opensAt + 100 * DAY;
const rule = {
  revealPolicy: "AFTER_FORECAST" as const,
  revealAt: null,
  rounds: [],
  state: "OPEN" as const,
  opensAt,
  closesAt,
};
const people = new Map(["me", "a", "b"].map((id) => [id, `Person ${id}`]));
const forecaster: Viewer = { memberId: "me", forecasts: true, seesEarlyCrowd: false };

function forecast(person: string, day: number, value: number): LoggedForecast<number> {
  return { person, at: opensAt + day * DAY, sequence: 1, kind: "forecast", value, reason: null, interval: null };
}

function draw(log: readonly LoggedForecast<number>[]): string {
  const now = opensAt + 50 * DAY;
  const view = visibleForecasts(rule, forecaster, { type: "binary", log }, people, now);
  if (view.type !== "binary") throw new Error(`a binary question is seen as ${view.type}`);
  return renderToStaticMarkup(<CrowdPanel view={view} opensAt={opensAt} closesAt={closesAt} until={now} zone="UTC" />);
}

describe("the crowd beside my forecast", () => {
  it("is a locked box and a count before I forecast", () => {
    const html = draw([forecast("a", 1, 0.4177), forecast("b", 2, 0.6133)]);
    expect(html).toContain("Shown when you have forecast");
    expect(html).toContain("2 people have forecast");
    expect(html).not.toContain("41.8");
    expect(html).not.toContain('<svg viewBox="0 0 1000 1000"');
  });

  it("is its median, its band and its history after", () => {
    const html = draw([forecast("a", 1, 0.4), forecast("b", 2, 0.6), forecast("me", 3, 0.5)]);
    expect(html).not.toContain("Shown when");
    expect(html).toContain('<span class="b">50\u202f%</span> median');
    expect(html).toContain("3 people");
    expect(html).toContain('class="c-line" d="M10 600');
  });
});
