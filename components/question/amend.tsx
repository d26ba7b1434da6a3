"use client";

import { useId, useState } from "react";
import { Button } from "#components/ui/button";
import { useHydrated } from "#components/ui/use-hydrated";
import { AddOption } from "./add-option";
import { AmendWording } from "./amend-wording";
import { MoveClose } from "./move-close";
import type { WordingFacts } from "./wording-diff";

interface AmendProps {
  question: {
    id: string;
    scenarioId: string;
    version: number;
    inRound: boolean;
    /** Of a multiple choice question. */
    options: readonly string[] | null;
  };
  wording: WordingFacts;
  /** Whether the close may still move: before it, and before any proposal. */
  closeMoves: boolean;
}

type Kind = "clarification" | "material" | "close" | "option";

const KINDS: readonly { kind: Kind; label: string; effect: string }[] = [
  {
    kind: "clarification",
    label: "Clarification",
    effect: "The meaning stays and the words get clearer. A new version opens; every forecast stands.",
  },
  {
    kind: "material",
    label: "The meaning changes",
    effect:
      "This question becomes void: nobody is scored on it. A new question opens in its place, without forecasts, and relations of the scenario are suspended.",
  },
  {
    kind: "close",
    label: "The close moves",
    effect: "The words stay. Every forecast, those already made too, counts up to the new close.",
  },
  {
    kind: "option",
    label: "An option is added",
    effect:
      "One more option is offered before the last. Every forecast stands; its last option counts for the new one.",
  },
];

/** Amends a published question. First it asks which kind, since each has another effect; then shows what would change. */
export function Amend({ question, wording, closeMoves }: AmendProps) {
  const [kind, setKind] = useState<Kind | "asking" | null>(null);
  const hydrated = useHydrated();
  const name = useId();
  const [picked, pick] = useState<Kind>("clarification");
  const close = () => setKind(null);
  switch (kind) {
    case null:
      return (
        <Button disabled={!hydrated} onClick={() => setKind("asking")}>
          Amend
        </Button>
      );
    case "clarification":
    case "material":
      return <AmendWording kind={kind} question={question} wording={wording} onClose={close} />;
    case "close":
      return <MoveClose questionId={question.id} closesAt={wording.closesAt} onClose={close} />;
    case "option":
      return <AddOption questionId={question.id} options={question.options ?? []} onClose={close} />;
    case "asking":
      return (
        <form
          className="stack-4 max-w-measure"
          onSubmit={(event) => {
            event.preventDefault();
            setKind(picked);
          }}
        >
          <fieldset className="stack-4">
            <legend className="sec">What kind of amendment is it?</legend>
            {KINDS.filter((one) => one.kind !== "option" || question.options !== null).map((one) => (
              <label key={one.kind} className="row flex-nowrap items-start">
                <input
                  type="radio"
                  name={name}
                  value={one.kind}
                  checked={picked === one.kind}
                  disabled={one.kind === "close" && !closeMoves}
                  onChange={() => pick(one.kind)}
                />
                <span>
                  <span className="font-medium">{one.label}</span>
                  <span className="small muted block">
                    {one.kind === "close" && !closeMoves
                      ? "Not possible any more: it has closed, or a verdict was proposed."
                      : one.effect}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          <div className="row">
            <Button type="submit" variant="primary">
              Go on
            </Button>
            <Button variant="quiet" onClick={close}>
              Cancel
            </Button>
          </div>
        </form>
      );
  }
}
