import { useState } from "react";
import type { Instant } from "#components/ui/format";
import { type ParsedPercent, parsePercent } from "./parse-percent";

export interface StandingForecast {
  /** In percent, 0.1–99.9. */
  percent: number;
  since: Instant;
}

interface Draft {
  text: string;
  parsed: ParsedPercent;
}

/** Names a standing forecast, so that a newer one from the server can be told from the one an act was made on. */
function versionOf(standing: StandingForecast | null): string {
  return standing ? `${standing.percent} ${new Date(standing.since).getTime()}` : "none";
}

/**
 * What is typed against what stands. A draft survives whatever the server sends meanwhile; after an act the new
 * value stands here at once, until the server's own next word on it arrives.
 */
export function useForecastDraft(standing: StandingForecast | null) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [settled, setSettled] = useState<{ percent: number | null; over: string } | null>(null);

  const version = versionOf(standing);
  const stands = settled?.over === version ? settled.percent : (standing?.percent ?? null);
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
    type: (text: string) => setDraft({ text, parsed: parsePercent(text) }),
    move: (to: number) => setDraft({ text: String(to), parsed: { kind: "percent", percent: to } }),
    revert: () => setDraft(null),
    settle: (to: number | null) => {
      setSettled({ percent: to, over: version });
      setDraft(null);
    },
  };
}
