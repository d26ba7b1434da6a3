import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import { ProblemLine } from "./problem-line";

type Wiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do; shown at the field, read with it. */
  error?: ReactNode;
  optional?: boolean;
  hideLabel?: boolean;
  className?: string;
  children: (wiring: Wiring) => ReactNode;
}

/** Label, control, hint and error as one: whoever hears the control hears the rest. */
export function Field({ label, hint, error, optional, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : "";
  const errorId = error ? `${id}-error` : "";
  const describedBy = [hintId, errorId].filter(Boolean).join(" ");
  return (
    <div className={["field", className].filter(Boolean).join(" ")}>
      <label htmlFor={id} className={hideLabel ? "vh" : undefined}>
        {label}
        {optional ? <span className="muted font-normal"> optional</span> : null}
      </label>
      {children({ id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined })}
      {hint ? (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      ) : null}
      <ProblemLine id={errorId}>{error}</ProblemLine>
    </div>
  );
}

type Around = Omit<FieldProps, "children">;

function around<T extends Around>(props: T) {
  const { label, hint, error, optional, hideLabel, className, ...control } = props;
  return { field: { label, hint, error, optional, hideLabel, className }, control };
}

export function TextField(props: Around & Omit<InputHTMLAttributes<HTMLInputElement>, "className">) {
  const { field, control } = around(props);
  return <Field {...field}>{(wiring) => <input className="input" {...control} {...wiring} />}</Field>;
}

export function TextArea(props: Around & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className">) {
  const { field, control } = around(props);
  return <Field {...field}>{(wiring) => <textarea className="input" rows={4} {...control} {...wiring} />}</Field>;
}

/** A native select: every phone and screen reader has a better list than we could draw. */
export function Select(
  props: Around & Omit<SelectHTMLAttributes<HTMLSelectElement>, "className"> & { children: ReactNode },
) {
  const { children, ...rest } = props;
  const { field, control } = around(rest);
  return (
    <Field {...field}>
      {(wiring) => (
        <select className="input" {...control} {...wiring}>
          {children}
        </select>
      )}
    </Field>
  );
}
