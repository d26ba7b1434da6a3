"use client";

import { type FormEvent, useId, useState } from "react";
import { parsePercent } from "#components/forecast/parse-percent";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { bare, percent } from "#components/ui/format";
import { ProblemLine } from "#components/ui/problem-line";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

interface CrossInputProps {
  questionId: string;
  /** "P(3 given 1)", for those who hear the field alone. */
  label: string;
  mine: number | null;
}

/** A conditional probability in its cell: typed, saved with Enter, given up with Esc. */
export function CrossInput({ questionId, label, mine }: CrossInputProps) {
  const hydrated = useHydrated();
  const wrongId = useId();
  const { act, busy, problem } = useAct();
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const stands = mine === null ? "" : bare(mine);

  async function save(event: FormEvent) {
    event.preventDefault();
    const parsed = parsePercent(text ?? stands);
    if (parsed.kind !== "percent") {
      setWrong("message" in parsed ? parsed.message : "Type a number from 0.1 to 99.9.");
      return;
    }
    setWrong(null);
    const probability = parsed.percent / 100;
    const saved = await act(
      () => trpc.forecast.submit.mutate({ questionId, probability }),
      `Saved ${percent(probability)}.`,
    );
    if (saved) setText(null);
  }

  const fault = wrong ?? problem;
  return (
    <form className="row flex-nowrap gap-1" onSubmit={save}>
      <input
        className="input"
        inputMode="decimal"
        autoComplete="off"
        aria-label={`${label}, percent`}
        aria-describedby={fault ? wrongId : undefined}
        aria-invalid={fault ? true : undefined}
        value={text ?? stands}
        disabled={!hydrated || busy}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || text === null) return;
          event.preventDefault();
          setText(null);
          setWrong(null);
        }}
      />
      <span aria-hidden="true">%</span>
      {text !== null && text !== stands ? (
        <Button type="submit" small busy={busy} aria-label={`Save ${label}`}>
          Save
        </Button>
      ) : null}
      <ProblemLine id={wrongId}>{fault}</ProblemLine>
    </form>
  );
}

interface AskConditionalProps {
  briefId: string;
  antecedentId: string;
  consequentId: string;
  holds: boolean;
  label: string;
}

/** Makes the question that a cell is for. */
export function AskConditional({ label, ...asked }: AskConditionalProps) {
  const hydrated = useHydrated();
  const { act, busy, problem } = useAct();
  return (
    <>
      <Button
        small
        variant="quiet"
        busy={busy}
        disabled={!hydrated}
        aria-label={`Ask for ${label}`}
        onClick={() => void act(() => trpc.relation.askConditional.mutate(asked), `Asked for ${label}.`)}
      >
        Ask
      </Button>
      <ProblemLine>{problem}</ProblemLine>
    </>
  );
}
