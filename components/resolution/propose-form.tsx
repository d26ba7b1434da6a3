"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextArea, TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { OUTCOMES, type ProposedOutcome } from "#core/proposal";
import { OUTCOME } from "./outcome";

interface ProposeFormProps {
  questionId: string;
  /** Whether forecasts are still taken: proposing stops them. */
  open: boolean;
}

/** Proposes a verdict. It is folded away until it is asked for: most visits to a question are not for this. */
export function ProposeForm({ questionId, open }: ProposeFormProps) {
  const [shown, setShown] = useState(false);
  const hydrated = useHydrated();
  if (!shown) {
    return (
      <Button disabled={!hydrated} onClick={() => setShown(true)}>
        Propose resolution
      </Button>
    );
  }
  return <Fields questionId={questionId} open={open} onClose={() => setShown(false)} />;
}

function Fields({ questionId, open, onClose }: ProposeFormProps & { onClose: () => void }) {
  const router = useRouter();
  const titleId = useId();
  const [outcome, setOutcome] = useState<ProposedOutcome | null>(null);
  const [date, setDate] = useState("");
  const [time, setTime] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ message: string; fieldErrors: Record<string, string> } | null>(null);
  const errors = problem?.fieldErrors ?? {};

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (outcome === null) {
      setProblem({ message: "Choose what happened.", fieldErrors: {} });
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await trpc.resolution.propose.mutate({
        questionId,
        outcome,
        knownAt: knownAt(date, time),
        evidenceUrl: String(form.get("evidenceUrl") ?? ""),
        note: String(form.get("note") ?? ""),
      });
      toast("Proposed. Another person has to confirm it.");
      onClose();
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="stack-4 max-w-measure" onSubmit={submit} aria-labelledby={titleId} noValidate>
      <h3 className="sec" id={titleId}>
        Propose a resolution
      </h3>
      <fieldset className="field">
        <legend>Outcome</legend>
        <div className="row">
          {OUTCOMES.map((value) => (
            <label key={value}>
              <input
                type="radio"
                name="outcome"
                value={value}
                checked={outcome === value}
                onChange={() => setOutcome(value)}
              />{" "}
              {OUTCOME[value].label}
            </label>
          ))}
        </div>
        <p className="hint">{outcome ? OUTCOME[outcome].effect : "Void and ambiguous score nobody."}</p>
      </fieldset>
      <div className="row items-start">
        <TextField
          label="Known date"
          type="date"
          required
          value={date}
          onChange={(event) => {
            setDate(event.target.value);
            setTime(event.target.value === today() ? clockNow() : "00:00");
          }}
          error={errors.knownAt}
          hint="When the answer became public. Scoring stops there."
        />
        <TextField
          label="Time, UTC"
          type="time"
          step={1}
          value={time}
          onChange={(event) => setTime(event.target.value)}
        />
      </div>
      <TextField
        label="Evidence link"
        name="evidenceUrl"
        type="url"
        inputMode="url"
        required
        error={errors.evidenceUrl}
        placeholder="https://"
      />
      <TextArea label="Note" name="note" optional rows={3} error={errors.note} hint="What the evidence shows." />
      {problem && Object.keys(errors).length === 0 ? <Note kind="bad">{problem.message}</Note> : null}
      <div className="row">
        <Button variant="primary" type="submit" busy={busy}>
          Propose resolution
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
      {open ? (
        <p className="hint">Nobody can forecast while a proposal waits. If it is rejected, they can again.</p>
      ) : null}
    </form>
  );
}

const today = () => new Date().toISOString().slice(0, 10);
const clockNow = () => new Date().toISOString().slice(11, 19);

/** An invalid date where one part is missing: the server says so at the field. */
function knownAt(date: string, time: string): Date {
  return new Date(`${date}T${time || "00:00"}Z`);
}
