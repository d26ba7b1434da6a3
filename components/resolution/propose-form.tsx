"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { typedNumber } from "#components/question/typed-number";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextArea, TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";
import { saysWhatHappened } from "#core/outcome";
import type { QuestionSpec } from "#core/question";
import { EvidencePicker } from "./evidence-picker";
import { KnownDateFields, useKnownDate } from "./known-date";
import { type Choice, OutcomeField } from "./outcome-field";
import { useEvidenceFiles } from "./use-evidence-files";

interface ProposeFormProps {
  questionId: string;
  /** By which the verdicts are offered. */
  spec: QuestionSpec;
  /** Whether forecasts are still taken: proposing stops them. */
  open: boolean;
  closesAt: Date;
  /** The verdict in force, where this is to correct it. */
  correct?: { resolutionId: string; knownAt: Date };
}

/** Proposes a verdict, or a correction of one. It is folded away until it is asked for: most visits to a question are not for this. */
export function ProposeForm(props: ProposeFormProps) {
  const [shown, setShown] = useState(false);
  const hydrated = useHydrated();
  if (shown) return <Fields {...props} onClose={() => setShown(false)} />;
  return (
    <Button disabled={!hydrated} onClick={() => setShown(true)}>
      {props.correct ? "Correct this resolution" : "Propose resolution"}
    </Button>
  );
}

function Fields({ questionId, spec, open, closesAt, correct, onClose }: ProposeFormProps & { onClose: () => void }) {
  const router = useRouter();
  const titleId = useId();
  const [choice, setChoice] = useState<Choice | undefined>(undefined);
  const [written, setWritten] = useState("");
  /** Undefined while nothing is chosen: null withdraws. */
  const outcome = choice?.outcome;
  const known = useKnownDate(correct?.knownAt);
  const evidence = useEvidenceFiles(questionId);
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    if (choice === undefined || outcome === undefined) return "Choose what happened.";
    if (evidence.sending !== null) return "A file is still on its way: wait for it.";
    const text = (name: string) => String(form.get(name) ?? "");
    const input = {
      questionId,
      option: choice.option,
      value: outcome === "VALUE" && "range" in spec ? typedNumber(written, spec.type, spec.range.unit) : null,
      knownAt: known.instant(),
      evidenceUrl: text("evidenceUrl"),
      quote: text("quote"),
      files: evidence.files.map(({ id }) => id),
      note: text("note"),
    };
    if (correct) {
      const { knownAt, ...rest } = input;
      const dated = outcome === null ? rest : { ...rest, knownAt };
      await trpc.resolution.correct.mutate({ ...dated, resolutionId: correct.resolutionId, outcome });
    } else if (outcome !== null) {
      await trpc.resolution.propose.mutate({ ...input, outcome });
    }
    toast("Proposed. Another person has to confirm it.");
    onClose();
    router.refresh();
    return null;
  });
  const title = correct ? "Correct the resolution" : "Propose a resolution";

  return (
    <form className="stack-4 max-w-measure" onSubmit={onSubmit} aria-labelledby={titleId} noValidate>
      <h3 className="sec" id={titleId}>
        {title}
      </h3>
      <OutcomeField
        spec={spec}
        value={choice}
        onChange={setChoice}
        written={written}
        onWrite={setWritten}
        withdraw={correct !== undefined}
        errors={fieldErrors}
      />
      {outcome === null ? null : (
        <KnownDateFields
          known={known}
          error={fieldErrors.knownAt}
          closedAt={closesAt.getTime() <= Date.now() ? closesAt : null}
        />
      )}
      {correct ? (
        <TextArea
          label="Reason"
          name="note"
          required
          rows={3}
          error={fieldErrors.note}
          hint="Why the verdict is wrong. Everybody whose score moves reads it."
        />
      ) : null}
      <TextField
        label="Evidence link"
        name="evidenceUrl"
        type="url"
        inputMode="url"
        optional={outcome === null || outcome === "VOID" || outcome === "AMBIGUOUS"}
        error={fieldErrors.evidenceUrl}
        placeholder="https://"
      />
      <TextArea
        label="Quote"
        name="quote"
        optional
        rows={3}
        error={fieldErrors.quote}
        hint="The words of the source that settle it."
      />
      <EvidencePicker evidence={evidence} error={fieldErrors.files} />
      {correct ? null : (
        <TextArea
          label="Note"
          name="note"
          optional={outcome === undefined || saysWhatHappened(outcome)}
          rows={3}
          error={fieldErrors.note}
          hint="What the evidence shows."
        />
      )}
      {message ? <Note kind="bad">{message}</Note> : null}
      <div className="row">
        <Button variant="primary" type="submit" busy={busy}>
          {correct ? "Propose correction" : "Propose resolution"}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
      <p className="hint">{consequence(open, correct !== undefined)}</p>
    </form>
  );
}

function consequence(open: boolean, correction: boolean): string | null {
  if (correction) return "The verdict and its scores stand until another person confirms the correction.";
  return open ? "Nobody can forecast while a proposal waits. If it is rejected, they can again." : null;
}
