import { useState } from "react";
import type { Instant } from "#components/ui/format";
import { LEAST, MOST } from "./parse-percent";
import { isLargeMove } from "./percent-moves";
import { normaliseShares, type Shares, wholeOf } from "./shares";
import { useDraft, versionOf } from "./use-draft";
import { type PercentDraft, setPercent, typedPercent } from "./use-forecast-draft";

export interface StandingChoice {
  /** In percent, one per option in force; null for one that came later. */
  percents: Shares;
  since: Instant;
}

/** Of the options that were touched, by name: what one types outlives an option that is added meanwhile. */
type ChoiceDraft = ReadonlyMap<string, PercentDraft>;

/** One share per option being typed, against those that stand. */
export function useChoiceDraft(options: readonly string[], standing: StandingChoice | null) {
  const { draft, stands, edit, revert, settle } = useDraft<Shares, ChoiceDraft>(
    standing?.percents ?? null,
    versionOf(standing, standing?.percents),
  );
  /** What normalising replaced, as long as nothing else was changed since. */
  const [before, setBefore] = useState<ChoiceDraft | null>(null);

  const rows = options.map((option, i) => {
    const was = stands?.[i] ?? null;
    const row = draft?.get(option) ?? (was === null ? typedPercent("") : setPercent(was));
    const percent = row.parsed.kind === "percent" ? row.parsed.percent : null;
    return { option, was, percent, changed: percent !== was, ...row };
  });
  const shares = rows.map(({ percent }) => percent);

  function put(entries: readonly (readonly [string, PercentDraft])[]) {
    edit(new Map([...(draft ?? []), ...entries]));
    setBefore(null);
  }

  return {
    rows,
    shares,
    stands,
    whole: wholeOf(shares),
    changed: draft !== null && rows.some(({ changed }) => changed),
    dirty: draft !== null,
    large: rows.some(({ was, percent }) => was !== null && percent !== null && isLargeMove(was, percent)),
    type: (option: string, text: string) => put([[option, typedPercent(text)]]),
    move: (option: string, to: number) => put([[option, setPercent(Math.min(MOST, Math.max(LEAST, to)))]]),
    normalise() {
      const whole = normaliseShares(shares);
      put(options.map((option, i) => [option, setPercent(whole[i] ?? LEAST)] as const));
      setBefore(draft ?? new Map());
    },
    undo: before === null ? null : () => put([...withoutDraft(options), ...before]),
    revert() {
      revert();
      setBefore(null);
    },
    settle(to: Shares | null) {
      settle(to);
      setBefore(null);
    },
  };

  /** What each row was before it was ever touched. */
  function withoutDraft(names: readonly string[]): (readonly [string, PercentDraft])[] {
    return names.map((option, i) => {
      const was = stands?.[i] ?? null;
      return [option, was === null ? typedPercent("") : setPercent(was)] as const;
    });
  }
}
