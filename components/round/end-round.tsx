"use client";

import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

interface EndRoundProps {
  teamId: string;
  questionId: string;
  number: number;
  answered: number;
  missing: number;
}

/** Ends a round before its time; what that does is said before the press that does it. */
export function EndRound({ teamId, questionId, number, answered, missing }: EndRoundProps) {
  const hydrated = useHydrated();
  const [asking, setAsking] = useState(false);
  const { act, busy, problem } = useAct();
  const end = async () => {
    const done = await act(
      () => trpc.round.end.mutate({ teamId, questionIds: [questionId] }),
      `Round ${number} has ended.`,
    );
    if (done) setAsking(false);
  };
  return (
    <>
      <Button small disabled={!hydrated} onClick={() => setAsking(true)}>
        End round {number} now
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={`End round ${number} now?`}>
        <div className="stack-4 mt-3">
          <p className="body">
            {counted(answered, "answer is", "answers are")} shown to everybody at once, and the discussion opens.{" "}
            {missing > 0
              ? `${counted(missing, "person has", "people have")} not answered: what they say later is marked as late.`
              : "Everybody has answered."}{" "}
            The rationale is kept as it stands. This cannot be taken back.
          </p>
          {problem ? <Note kind="bad">{problem}</Note> : null}
          <div className="row">
            <Button variant="primary" busy={busy} onClick={end}>
              End it and show {counted(answered, "answer", "answers")}
            </Button>
            <Button variant="quiet" onClick={() => setAsking(false)}>
              Let it run
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
