"use client";

import { Select, TextField } from "#components/ui/field";
import type { AnswerErrors, AnswerFields } from "./answer-draft";
import { OptionList } from "./option-list";

interface AnswerFieldsProps {
  value: AnswerFields;
  onChange: (value: AnswerFields) => void;
  errors: AnswerErrors;
  disabled: boolean;
}

const HINTS: Readonly<Record<AnswerFields["type"], string>> = {
  binary: "A probability of yes.",
  multiple_choice: "Exactly one of several options happens; their probabilities sum to 100 %.",
  numeric: "A distribution over a range of numbers.",
  date: "A distribution over a range of dates.",
};

/** What kind of answer a question takes, and what that kind asks for. */
export function AnswerTypeFields({ value, onChange, errors, disabled }: AnswerFieldsProps) {
  const set = (part: Partial<AnswerFields>) => onChange({ ...value, ...part });
  return (
    <fieldset className="stack-4">
      <legend className="vh">Answer</legend>
      <Select
        label="Answer"
        value={value.type}
        disabled={disabled}
        hint={HINTS[value.type]}
        onChange={(event) => {
          const type = TYPES.find((one) => one === event.target.value);
          if (type) set({ type, min: "", max: "", zeroPoint: "", logarithmic: false });
        }}
      >
        <option value="binary">Yes or no</option>
        <option value="multiple_choice">One of several options</option>
        <option value="numeric">A number</option>
        <option value="date">A date</option>
      </Select>
      {value.type === "multiple_choice" ? (
        <OptionList
          options={value.options}
          onChange={(options) => set({ options })}
          error={errors.options}
          disabled={disabled}
        />
      ) : null}
      {value.type === "numeric" || value.type === "date" ? (
        <RangeFields value={value} type={value.type} set={set} errors={errors} disabled={disabled} />
      ) : null}
    </fieldset>
  );
}

const TYPES = ["binary", "multiple_choice", "numeric", "date"] as const;

interface RangeFieldsProps extends Omit<AnswerFieldsProps, "onChange"> {
  type: "numeric" | "date";
  set: (part: Partial<AnswerFields>) => void;
}

function RangeFields({ value, type, set, errors, disabled }: RangeFieldsProps) {
  const input = type === "date" ? { type: "date" } : { inputMode: "decimal" as const, autoComplete: "off" };
  const text = (name: "min" | "max" | "zeroPoint" | "unit") => ({
    ...(name === "unit" ? {} : input),
    value: value[name],
    disabled,
    error: errors[name],
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  const check = (name: "openLower" | "openUpper", label: string) => (
    <label className="row flex-nowrap items-start">
      <input
        type="checkbox"
        checked={value[name]}
        disabled={disabled}
        onChange={(event) => set({ [name]: event.target.checked })}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label={type === "date" ? "Earliest, UTC" : "Least"} {...text("min")} />
        <TextField label={type === "date" ? "Latest, UTC" : "Most"} {...text("max")} />
      </div>
      <div className="stack">
        {check("openLower", type === "date" ? "It can come earlier than that" : "It can be less than that")}
        {check("openUpper", type === "date" ? "It can come later than that, or never" : "It can be more than that")}
        <p className="hint">An end that stays closed rules out every answer beyond it.</p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="Scale"
          value={value.logarithmic ? "log" : "linear"}
          disabled={disabled}
          onChange={(event) => {
            const logarithmic = event.target.value === "log";
            set({
              logarithmic,
              zeroPoint: logarithmic && type === "numeric" && !value.zeroPoint ? "0" : value.zeroPoint,
            });
          }}
        >
          <option value="linear">linear: equal steps</option>
          <option value="log">logarithmic: equal ratios</option>
        </Select>
        {value.logarithmic ? (
          <TextField
            label="Ratios are taken from"
            hint="Outside the range, mostly 0: from 0 the way from 1 to 10 is as long as from 10 to 100."
            {...text("zeroPoint")}
          />
        ) : null}
        {type === "numeric" ? (
          <TextField label="Unit" optional hint="Such as %, MW or people." {...text("unit")} />
        ) : null}
      </div>
    </>
  );
}
