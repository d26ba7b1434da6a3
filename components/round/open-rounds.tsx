"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextArea, TextField } from "#components/ui/field";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { ProblemLine } from "#components/ui/problem-line";
import { useReaderZone } from "#components/ui/reader-zone";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";
import { fromZonedField, toZonedField } from "#components/ui/zoned-field";

export interface RoundCandidate {
  questionId: string;
  title: string;
  /** Of the round that would be opened. */
  number: number;
  /** Ticked to begin with. */
  chosen: boolean;
}

interface OpenRoundsProps {
  teamId: string;
  candidates: readonly RoundCandidate[];
  /** What the end is set to at first. */
  suggestedEnd: Date;
}

/** Opens the next round on the questions that are ticked, with one end and one message. */
export function OpenRounds({ teamId, candidates, suggestedEnd }: OpenRoundsProps) {
  const router = useRouter();
  const zone = useReaderZone();
  const hydrated = useHydrated();
  const titleId = useId();
  const [chosen, setChosen] = useState(
    () => new Set(candidates.filter((one) => one.chosen).map(({ questionId }) => questionId)),
  );
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const endsAt = fromZonedField(String(form.get("endsAt") ?? ""), zone);
    if (!endsAt) return "Say when the round ends.";
    const { rounds } = await trpc.round.open.mutate({
      teamId,
      questionIds: candidates.map(({ questionId }) => questionId).filter((id) => chosen.has(id)),
      endsAt,
      message: String(form.get("message") ?? ""),
    });
    toast(`${counted(rounds.length, "round is", "rounds are")} open. Everybody who forecasts here is told.`);
    router.refresh();
    return null;
  });
  const [only] = candidates;
  const toggle = (questionId: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(questionId);
    else next.delete(questionId);
    setChosen(next);
  };
  return (
    <form className="stack-4 max-w-measure" onSubmit={onSubmit} aria-labelledby={titleId} noValidate>
      <h3 className={candidates.length === 1 ? "sec" : "vh"} id={titleId}>
        {candidates.length === 1 && only ? `Open round ${only.number}` : "Open a round"}
      </h3>
      {candidates.length === 1 ? null : (
        <fieldset className="stack">
          <legend className="small b">Questions</legend>
          {candidates.map(({ questionId, title, number }) => (
            <label key={questionId} className="check">
              <input
                type="checkbox"
                checked={chosen.has(questionId)}
                disabled={!hydrated}
                onChange={(event) => toggle(questionId, event.target.checked)}
              />
              <span>
                {title} <span className="muted">· round {number}</span>
              </span>
            </label>
          ))}
          <ProblemLine>{fieldErrors.questionIds}</ProblemLine>
        </fieldset>
      )}
      <TextField
        label="Round ends"
        name="endsAt"
        type="datetime-local"
        required
        defaultValue={toZonedField(suggestedEnd, zone)}
        error={fieldErrors.endsAt}
        hint={`In ${zone}. It can be ended earlier, not later.`}
      />
      <TextArea
        label="Message"
        name="message"
        optional
        rows={2}
        maxLength={2000}
        error={fieldErrors.message}
        hint="What forecasters should look at first. Everybody reads it: name no number."
      />
      {message ? <Note kind="bad">{message}</Note> : null}
      <p className="hint">
        From the press on, what others say on {chosen.size === 1 ? "this question" : "these questions"} is hidden from
        everybody, you included, and comments are closed. Each forecaster gives the lowest, the best and the highest.
      </p>
      <div>
        <Button variant="primary" type="submit" busy={busy} disabled={!hydrated || chosen.size === 0}>
          {chosen.size > 1 ? `Open ${chosen.size} rounds` : `Open round ${numberOf(candidates, chosen)}`}
        </Button>
      </div>
    </form>
  );
}

function numberOf(candidates: readonly RoundCandidate[], chosen: ReadonlySet<string>): number {
  return candidates.find(({ questionId }) => chosen.has(questionId))?.number ?? 1;
}
