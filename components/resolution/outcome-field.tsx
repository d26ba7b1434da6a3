"use client";

import { useId } from "react";
import { ProblemLine } from "#components/ui/problem-line";
import { OUTCOME_WORDS, scaleValue } from "#core/answer-words";
import type { OutcomeKind, VersionAnswer } from "#core/outcome";
import type { QuestionSpec, Range } from "#core/question";
import { verdictEffect } from "./outcome";

export interface Choice extends VersionAnswer {
  readonly label: string;
}

const plain = (outcome: OutcomeKind | null, label: string): Choice => ({ outcome, option: null, value: null, label });

/** Every verdict that a question can have, in the order in which it is offered; a value is given beside its choice. */
export function choicesOf(spec: QuestionSpec, withdraw: boolean): Choice[] {
  const none = [plain("VOID", OUTCOME_WORDS.VOID), plain("AMBIGUOUS", OUTCOME_WORDS.AMBIGUOUS)];
  const taken = withdraw ? [plain(null, "Withdraw the verdict")] : [];
  return [...happened(spec), ...none, ...taken];
}

function happened(spec: QuestionSpec): Choice[] {
  switch (spec.type) {
    case "binary":
      return [plain("YES", OUTCOME_WORDS.YES), plain("NO", OUTCOME_WORDS.NO)];
    case "multiple_choice":
      return spec.options.map((option) => ({ outcome: "OPTION", option, value: null, label: option }));
    case "numeric":
    case "date": {
      const { range, type } = spec;
      const value = (at: number) => scaleValue(at, type, range);
      return [
        plain("VALUE", type === "date" ? "A date" : "A value"),
        ...(range.openLower ? [plain("BELOW", `${OUTCOME_WORDS.BELOW}, under ${value(range.min)}`)] : []),
        ...(range.openUpper ? [plain("ABOVE", `${OUTCOME_WORDS.ABOVE}, over ${value(range.max)}`)] : []),
      ];
    }
  }
}

/** A choice and what it is told apart by. */
export const choiceKey = ({ outcome, option }: VersionAnswer): string => `${outcome ?? "WITHDRAW"} ${option ?? ""}`;

interface OutcomeFieldProps {
  spec: QuestionSpec;
  /** Undefined while nothing is chosen. */
  value: Choice | undefined;
  onChange: (choice: Choice) => void;
  /** The value as typed. */
  written: string;
  onWrite: (written: string) => void;
  /** Whether there is a verdict that could be withdrawn. */
  withdraw: boolean;
  errors: Readonly<Record<string, string | undefined>>;
}

/** What happened, as the question's type asks it. */
export function OutcomeField({ spec, value, onChange, written, onWrite, withdraw, errors }: OutcomeFieldProps) {
  const error = errors.outcome ?? errors.option;
  return (
    <>
      <fieldset className="field">
        <legend>Outcome</legend>
        <div className="row flex-wrap">
          {choicesOf(spec, withdraw).map((choice) => (
            <label key={choiceKey(choice)}>
              <input
                type="radio"
                name="outcome"
                checked={value !== undefined && choiceKey(value) === choiceKey(choice)}
                onChange={() => onChange(choice)}
              />{" "}
              {choice.label}
            </label>
          ))}
        </div>
        <p className="hint">
          {value === undefined ? "Void and ambiguous score nobody." : verdictEffect(value.outcome)}
        </p>
        <ProblemLine>{error}</ProblemLine>
      </fieldset>
      {value?.outcome === "VALUE" && (spec.type === "numeric" || spec.type === "date") ? (
        <ValueField type={spec.type} range={spec.range} written={written} onWrite={onWrite} error={errors.value} />
      ) : null}
    </>
  );
}

interface ValueFieldProps {
  type: "numeric" | "date";
  range: Range;
  written: string;
  onWrite: (written: string) => void;
  error?: string | undefined;
}

function ValueField({ type, range, written, onWrite, error }: ValueFieldProps) {
  const id = useId();
  const [from, to] = [scaleValue(range.min, type, range), scaleValue(range.max, type, range)];
  return (
    <div className="field">
      <label htmlFor={id}>{type === "date" ? "Date, UTC" : `Value${range.unit ? `, ${range.unit}` : ""}`}</label>
      <input
        id={id}
        className="input"
        type={type === "date" ? "date" : "text"}
        inputMode={type === "date" ? undefined : "decimal"}
        autoComplete="off"
        value={written}
        onChange={(event) => onWrite(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-hint`}
      />
      <p className="hint" id={`${id}-hint`}>
        The range is {from} to {to}
        {range.openLower || range.openUpper ? "; an answer beyond an open end is recorded as it is" : ""}.
      </p>
      <ProblemLine>{error}</ProblemLine>
    </div>
  );
}
