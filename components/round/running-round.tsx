import type { ShownQuestion } from "#components/question/shown-question";
import { RoundBanner } from "./round-banner";
import type { ShownRounds } from "./shown-round";

interface RunningRoundProps {
  teamId: string;
  question: Pick<ShownQuestion, "id" | "state" | "forecasts">;
  rounds: ShownRounds;
  now: number;
}

/** The banner of a question's running round; nothing where none runs. */
export function RunningRound({ teamId, question, rounds, now }: RunningRoundProps) {
  const { round } = question.forecasts;
  if (!round?.running || (question.state !== "OPEN" && question.state !== "PROPOSED")) return null;
  const record = rounds.records.get(question.id)?.find(({ number }) => number === round.number);
  return (
    <RoundBanner
      teamId={teamId}
      questionId={question.id}
      round={round}
      message={record?.message ?? null}
      forecasters={rounds.forecasters}
      memberId={rounds.memberId}
      mayEnd={rounds.mayOpen}
      now={now}
    />
  );
}
