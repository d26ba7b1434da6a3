"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useId, useState } from "react";
import { type Problem, problemOf, trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextArea, TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { useReaderZone } from "#components/ui/reader-zone";
import { toast } from "#components/ui/toast";
import { fromZonedField, toZonedField } from "#components/ui/zoned-field";
import { WordingDiff, type WordingFacts } from "./wording-diff";

interface AmendWordingProps {
  kind: "clarification" | "material";
  question: { id: string; scenarioId: string; version: number; inRound: boolean };
  wording: WordingFacts;
  onClose: () => void;
}

/** The words anew; then what would change and what that does, before the press that does it. */
export function AmendWording({ kind, question, wording, onClose }: AmendWordingProps) {
  const router = useRouter();
  const zone = useReaderZone();
  const titleId = useId();
  const [fields, setFields] = useState(() => ({
    title: wording.title,
    criteria: wording.criteria,
    source: wording.source,
    baseRate: wording.baseRate ?? "",
    closesAt: toZonedField(wording.closesAt, zone),
    revealAt: "",
    reason: "",
  }));
  const [previewed, setPreviewed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const material = kind === "material";
  const control = (name: keyof typeof fields) => ({
    name,
    value: fields[name],
    error: problem?.fieldErrors[name],
    onChange: (event: { target: { value: string } }) => {
      setFields({ ...fields, [name]: event.target.value });
      setPreviewed(false);
    },
  });
  const { title, criteria, source, baseRate, reason } = fields;
  const closesAt = fromZonedField(fields.closesAt, zone);
  const after = { ...wording, title, criteria, source, baseRate, ...(material && closesAt ? { closesAt } : {}) };

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!previewed) return setPreviewed(true);
    setBusy(true);
    setProblem(null);
    const words = { questionId: question.id, title, criteria, source, baseRate, reason };
    try {
      if (material) {
        if (!closesAt) return setProblem(atField("closesAt", "Say when the new question closes."));
        const revealAt = fromZonedField(fields.revealAt, zone);
        const { questionId } = await trpc.question.replace.mutate({ ...words, closesAt, revealAt });
        toast("The question is void and its successor is open.");
        router.push(`/questions/${questionId}`);
      } else {
        const { version } = await trpc.question.clarify.mutate(words);
        toast(`Version ${version} is in force.`);
        onClose();
      }
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="stack-4 max-w-[40rem]" onSubmit={submit} aria-labelledby={titleId} noValidate>
      <h3 className="sec" id={titleId}>
        {material ? "Change the meaning" : "Clarify the wording"}
      </h3>
      <TextArea label="Question" rows={2} {...control("title")} />
      <TextArea label="Criteria" rows={5} hint="What decides the answer." {...control("criteria")} />
      <TextArea label="Answer read from" rows={2} {...control("source")} />
      <TextField label="Base rate" optional {...control("baseRate")} />
      {material ? (
        <TextField
          label="The new question closes"
          type="datetime-local"
          hint={`In ${zone}. It opens at once.`}
          {...control("closesAt")}
        />
      ) : null}
      {material && question.inRound ? (
        <TextField label="Its round closes" type="datetime-local" hint={`In ${zone}.`} {...control("revealAt")} />
      ) : null}
      <TextArea label="Reason" rows={2} required hint="Forecasters read it." {...control("reason")} />
      {problem && Object.keys(problem.fieldErrors).length === 0 ? <Note kind="bad">{problem.message}</Note> : null}
      {previewed ? (
        <section aria-label="What would change" className="stack-4" aria-live="polite">
          <WordingDiff before={wording} after={after} />
          <Note kind={material ? "warn" : "info"}>
            {material
              ? "This question becomes void for good and gives no scores. Its successor opens at once with these words, and whoever forecast is told."
              : `Version ${question.version + 1} takes force at once. Every forecast stands and says that it was made before the wording changed; whoever forecast is told.`}
          </Note>
        </section>
      ) : null}
      <div className="row">
        <Button variant={material && previewed ? "danger" : "primary"} type="submit" busy={busy}>
          {!previewed
            ? "See what changes"
            : material
              ? "Void it and open the successor"
              : `Publish version ${question.version + 1}`}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

const atField = (field: string, message: string): Problem => ({
  message,
  fieldErrors: { [field]: message },
  signedOut: false,
});
