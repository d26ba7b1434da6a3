import Link from "next/link";
import type { ShownQuestion } from "#components/question/shown-question";
import { OpenRounds } from "./open-rounds";
import { Rounds } from "./rounds";
import { type ShownRounds, suggestedEnd } from "./shown-round";

interface QuestionRoundsProps {
  teamId: string;
  briefId: string;
  question: Pick<ShownQuestion, "id" | "state" | "closesAt" | "forecasts" | "version">;
  rounds: ShownRounds;
  archived: boolean;
  now: number;
}

/** A question's rounds with what they came to; for those who may, the form that opens the next. */
export function QuestionRounds({ teamId, briefId, question, rounds, archived, now }: QuestionRoundsProps) {
  const { forecasts } = question;
  const takesOne = question.state === "OPEN" && !archived && !forecasts.round?.running;
  return (
    <div className="stack-4">
      <Rounds view={forecasts} records={rounds.records.get(question.id) ?? []} memberId={rounds.memberId} />
      {rounds.mayOpen && takesOne ? (
        <details>
          <summary className="link w-max">Open round {(forecasts.round?.number ?? 0) + 1}</summary>
          <div className="stack-4 mt-3">
            <OpenRounds
              teamId={teamId}
              candidates={[
                {
                  questionId: question.id,
                  title: question.version.title,
                  number: (forecasts.round?.number ?? 0) + 1,
                  chosen: true,
                },
              ]}
              suggestedEnd={suggestedEnd([question.closesAt], now)}
            />
            <p className="small muted">
              <Link href={`/briefs/${briefId}/rounds`}>Open one for several questions of the brief</Link>
            </p>
          </div>
        </details>
      ) : null}
    </div>
  );
}
