import Link from "next/link";
import { ScoreSection } from "#components/scores/score-section";
import { SecHead } from "#components/ui/sec-head";
import type { Actor } from "#core/permissions";
import { boardPeople } from "#server/leaderboards/board-people";
import type { QuestionDetail } from "#server/questions/question-queries";
import { questionScores } from "#server/scores/question-scores";
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
      <ScoreSection questionId={question.id} sheet={sheet} zone={zone} />
    </section>
  );
}
