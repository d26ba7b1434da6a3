import type { Instant } from "#components/ui/format";
import { type ParsedPercent, parsePercent } from "./parse-percent";
import { useDraft, versionOf } from "./use-draft";

export interface StandingForecast {
  /** In percent, 0.1–99.9. */
  percent: number;
  since: Instant;
}

/** What is typed in a percent field, and how it was read. */
export interface PercentDraft {
  readonly text: string;
  readonly parsed: ParsedPercent;
}

export const typedPercent = (text: string): PercentDraft => ({ text, parsed: parsePercent(text) });

export const setPercent = (percent: number): PercentDraft => ({
  text: String(percent),
  parsed: { kind: "percent", percent },
});

/** One probability being typed, against the one that stands. */
export function useForecastDraft(standing: StandingForecast | null) {
  const { draft, stands, edit, revert, settle } = useDraft<number, PercentDraft>(
    standing?.percent ?? null,
    versionOf(standing, standing?.percent),
  );
  const parsed: ParsedPercent =
    draft?.parsed ?? (stands === null ? { kind: "empty" } : { kind: "percent", percent: stands });
  const percent = parsed.kind === "percent" ? parsed.percent : null;

  return {
    text: draft?.text ?? (stands === null ? "" : String(stands)),
    parsed,
    percent,
    stands,
    changed: draft !== null && percent !== stands,
    dirty: draft !== null,
    type: (text: string) => edit(typedPercent(text)),
    move: (to: number) => edit(setPercent(to)),
    revert,
    settle,
  };
}
