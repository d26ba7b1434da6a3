import type { QuestionState } from "#core/resolution";
import type { ForecastView } from "#core/visibility";
import type { WordScale } from "#core/wording";

export type Verdict = "YES" | "NO" | "VOID" | "AMBIGUOUS";

/** What the parts of a page need of a question. */
export interface ShownQuestion {
  id: string;
  state: QuestionState;
  revealPolicy: "ALWAYS" | "AFTER_FORECAST" | "AFTER_ROUND";
  revealAt: Date | null;
  version: { number: number; title: string; criteria: string; source: string; baseRate: string | null };
  opensAt: Date;
  closesAt: Date;
  resolution: { outcome: Verdict; knownAt: Date; singleHanded: boolean } | null;
  /** Whether a correction of the verdict waits for a second person. */
  correctionWaits: boolean;
  proposal: { outcome: Verdict; proposedBy: string | null; proposedAt: Date } | null;
  scale: WordScale;
  forecasts: ForecastView;
}

const OUTCOMES = { YES: "yes", NO: "no", VOID: "void", AMBIGUOUS: "ambiguous" } as const;

/** What the stamp of a question says happened: the verdict, else what is proposed. */
export function outcomeOf({ resolution, proposal }: Pick<ShownQuestion, "resolution" | "proposal">) {
  const outcome = resolution?.outcome ?? proposal?.outcome;
  return outcome ? OUTCOMES[outcome] : null;
}
