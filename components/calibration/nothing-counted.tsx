import Link from "next/link";
import { EmptyState } from "#components/ui/empty-state";
import { counted, list } from "#components/ui/format";
import type { TakenAt } from "#core/calibration/choice";
import { takenInSentence } from "./record-name";

/** How many resolved questions give no pair, by reason. */
export interface LeftCounts {
  readonly close_ahead: number;
  readonly known_by_then: number;
  readonly before_opening: number;
  readonly nobody: number;
  readonly other_type: number;
}

/** Why resolved questions do not count, in a sentence; empty where all do. */
export function leftInWords(left: LeftCounts, taken: TakenAt): string {
  const parts = [
    left.close_ahead > 0 && `${counted(left.close_ahead, "waits", "wait")} for the scheduled close`,
    left.known_by_then > 0 && `${counted(left.known_by_then, "was", "were")} answered by then`,
    left.before_opening > 0 && `${counted(left.before_opening, "was", "were")} not open yet ${takenInSentence(taken)}`,
    left.nobody > 0 && `on ${counted(left.nobody, "question", "questions")} nothing was held`,
    left.other_type > 0 && `${counted(left.other_type, "has", "have")} no yes or no`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? "" : `${list(parts)}.`;
}

interface NothingCountedProps {
  settled: number;
  left: LeftCounts;
  taken: TakenAt;
  /** Whether questions or a person were chosen, so that more may count without. */
  narrowed: boolean;
  /** The same address with everybody's forecasts on all questions, and with the time-weighted horizon. */
  href: { readonly whole: string; readonly time: string };
}

/** What to do where there is nothing to draw yet. */
export function NothingCounted({ settled, left, taken, narrowed, href }: NothingCountedProps) {
  return (
    <EmptyState
      title={settled === 0 ? "No resolved question here yet" : "Nothing to compare yet"}
      action={
        <>
          {narrowed ? (
            <Link href={href.whole}>Everybody, all questions</Link>
          ) : (
            <Link href="/briefs">Open questions to forecast</Link>
          )}
          {taken !== null && left.known_by_then + left.before_opening + left.nobody > 0 ? (
            <Link href={href.time}>Take forecasts at all times</Link>
          ) : null}
          <Link href="/how-you-are-scored">How you are scored</Link>
        </>
      }
    >
      A question counts once its scheduled close has passed, if its answer was still open at the instant at which
      forecasts are taken.{" "}
      {settled === 0
        ? "Questions count from their resolution on."
        : `${counted(settled, "question is", "questions are")} resolved: ${leftInWords(left, taken)}`}
    </EmptyState>
  );
}
