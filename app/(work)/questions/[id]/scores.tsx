import Link from "next/link";
import { heldWords } from "#components/forecast/held-words";
import { ScoreSection, type ScoreSectionProps } from "#components/scores/score-section";
import { SecHead } from "#components/ui/sec-head";
import type { HeldValue } from "#core/forecast-value";
import type { Actor } from "#core/permissions";
import { boardPeople } from "#server/leaderboards/board-people";
import type { QuestionDetail } from "#server/questions/question-queries";
import { type ExplainedScore, type QuestionScoreSheet, questionScores } from "#server/scores/question-scores";
import { first } from "../../../search-params";

interface ScoresProps {
  actor: Actor;
  question: QuestionDetail;
  /** Whose score is taken apart, and by which rule: from the address, so that it can be sent to somebody. */
  params: Record<string, string | string[] | undefined>;
  zone: string;
}

/** The scores of a question, or why there are none yet. */
export async function Scores({ actor, question, params, zone }: ScoresProps) {
  const { people } = await boardPeople(actor, [question.teamId]);
  const asked = { who: first(params.scored), rule: first(params.rule) };
  const sheet = await questionScores(actor, question, asked, people);
  return (
    <section aria-labelledby="scores-title" id="scores" className="mt-12">
      <SecHead title="Scores" id="scores-title">
        <Link className="small" href="/how-you-are-scored">
          How you are scored
        </Link>
      </SecHead>
      <ScoreSection questionId={question.id} sheet={shownSheet(sheet, question)} zone={zone} />
    </section>
  );
}

const DAY = 86_400_000;
const KIND = { binary: "binary", multiple_choice: "options", numeric: "range", date: "range" } as const;

/** As it is read: what was held in words where the answer is not yes or no, and a distance in time in days. */
function shownSheet(sheet: QuestionScoreSheet, question: QuestionDetail): ScoreSectionProps["sheet"] {
  const unit = question.spec.type === "date" ? DAY : 1;
  const { answer, explained, people, ...rest } = sheet;
  return {
    ...rest,
    kind: KIND[question.spec.type],
    outcome: answer && (answer.outcome === "NO" ? "no" : "yes"),
    people: people.map((person) => {
      const { CRPS, ...scores } = person.scores;
      return { ...person, scores: CRPS === undefined ? scores : { ...scores, CRPS: CRPS / unit } };
    }),
    explained: explained && shownExplanation(explained, question, explained.rule === "CRPS" ? unit : 1, sheet.close),
  };
}

function shownExplanation(explained: ExplainedScore, { forecasts }: QuestionDetail, unit: number, close: number) {
  const worded = (held: HeldValue) => (typeof held === "number" ? {} : { words: heldWords(held, forecasts) });
  const { log, parts, stored, sum, ...rest } = explained;
  return {
    ...rest,
    stored: stored / unit,
    sum: sum / unit,
    parts: parts.map(({ held, given, ...part }) => ({
      ...part,
      points: part.points / unit,
      held: typeof held === "number" ? held : given,
      ...worded(held),
    })),
    late: log.flatMap((event) =>
      event.at >= close && event.kind === "forecast"
        ? [{ at: event.at, value: typeof event.value === "number" ? event.value : 0, ...worded(event.value) }]
        : [],
    ),
  };
}
