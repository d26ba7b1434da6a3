"use client";

import { useState } from "react";
import { Button } from "#components/ui/button";
import { TextField } from "#components/ui/field";

interface KnownDate {
  date: string;
  time: string;
}

/** An instant as the two fields hold it, in UTC. */
const fieldsOf = (at: Date): KnownDate => ({
  date: at.toISOString().slice(0, 10),
  time: at.toISOString().slice(11, 19),
});

/** When an answer became known, as somebody types it: day and time, in UTC so that everybody means the same instant. */
export function useKnownDate(initial?: Date) {
  const [value, setValue] = useState<KnownDate>(initial ? fieldsOf(initial) : { date: "", time: "" });
  const now = () => fieldsOf(new Date());
  return {
    ...value,
    setDate: (date: string) => setValue({ date, time: date === now().date ? now().time : "00:00" }),
    setTime: (time: string) => setValue({ ...value, time }),
    set: (at: Date) => setValue(fieldsOf(at)),
    /** An invalid date where one part is missing: the server says so at the field. */
    instant: () => new Date(`${value.date}T${value.time || "00:00"}Z`),
  };
}

interface KnownDateFieldsProps {
  known: ReturnType<typeof useKnownDate>;
  error?: string | undefined;
  /** The scheduled close, where it has passed: the usual answer of what did not happen. */
  closedAt: Date | null;
}

export function KnownDateFields({ known, error, closedAt }: KnownDateFieldsProps) {
  return (
    <div className="row items-start">
      <TextField
        label="Known date"
        type="date"
        required
        value={known.date}
        onChange={(event) => known.setDate(event.target.value)}
        error={error}
        hint="When the answer became public. Scoring stops there."
      />
      <TextField
        label="Time, UTC"
        type="time"
        step={1}
        value={known.time}
        onChange={(event) => known.setTime(event.target.value)}
      />
      {closedAt ? (
        <Button variant="quiet" className="mt-6" onClick={() => known.set(closedAt)}>
          At the close
        </Button>
      ) : null}
    </div>
  );
}
