import type { ForecastView } from "#core/forecast-view";
import type { Answer, OutcomeKind } from "#core/outcome";
import type { QuestionSpec } from "#core/question";
import type { QuestionState } from "#core/resolution";
import type { WordScale } from "#core/wording";

/** What the parts of a page need of a question. */
export type ShownQuestion = ShownQuestionOf<ForecastView>;

/** The same of a question whose forecasts are seen in one way. */
export interface ShownQuestionOf<View> {
  id: string;
  spec: QuestionSpec;
  state: QuestionState;
  revealPolicy: "ALWAYS" | "AFTER_FORECAST" | "AFTER_ROUND";
  revealAt: Date | null;
  version: {
    number: number;
    title: string;
    criteria: string;
    source: string;
    baseRate: string | null;
    /** The version that first had these words. */
    worded: number;
  };
  opensAt: Date;
  closesAt: Date;
  resolution: (Answer & { said: string; knownAt: Date; singleHanded: boolean }) | null;
  /** Whether a correction of the verdict waits for a second person. */
  correctionWaits: boolean;
  proposal: { outcome: OutcomeKind; said: string; proposedBy: string | null; proposedAt: Date } | null;
  scale: WordScale;
  forecasts: View;
}

/** What the stamp of a question says happened: the verdict, else what is proposed. */
export function verdictOf({
  resolution,
  proposal,
}: Pick<ShownQuestion, "resolution" | "proposal">): { outcome: OutcomeKind; said: string } | null {
  return resolution ?? proposal;
}
