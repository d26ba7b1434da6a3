"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { TagField } from "#components/tag/tag-field";
import { problemOf, trpc } from "#components/trpc-client";
import { Button, ButtonLink } from "#components/ui/button";
import { Select, TextArea, TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { useReaderZone } from "#components/ui/reader-zone";
import { useHydrated } from "#components/ui/use-hydrated";
import { fromZonedField } from "#components/ui/zoned-field";
import type { QuestionSpec } from "#core/question";
import { type QuestionField, questionFlags } from "#core/question-check";
import { answerFieldsOf, specOf } from "./answer-draft";
import { AnswerTypeFields } from "./answer-fields";
import { Flags } from "./flags";
import { draftOf, fieldsOf, type QuestionFields, type RevealPolicy, type SavedDraft } from "./question-draft";

interface QuestionFormProps {
  scenarioId: string;
  role: "HEADLINE" | "INDICATOR";
  /** A draft to go on with. */
  draft: SavedDraft | null;
  /** Tags that the team has. */
  knownTags: readonly string[];
  /** The server's time when the form was made. */
  now: number;
}

/** A question as its author writes it, with advice on what may keep it from being resolved while they write. */
export function QuestionForm({ scenarioId, role, draft, knownTags, now }: QuestionFormProps) {
  const router = useRouter();
  const ready = useHydrated();
  const zone = useReaderZone();
  const [fields, setFields] = useState<QuestionFields>(() => fieldsOf(draft, now, zone));
  const [answer, setAnswer] = useState(() => answerFieldsOf(draft?.spec));
  const [tags, setTags] = useState<string[]>(draft?.tags ?? []);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set(draft ? Object.keys(fields) : []));
  const [busy, setBusy] = useState<"publish" | "draft" | null>(null);
  const [failure, setFailure] = useState({ message: "", fieldErrors: {} as Partial<Record<string, string>> });

  const flags = questionFlags(draftOf(fields, zone), now).filter(({ field }) => left.has(field));
  const control = (name: keyof QuestionFields) => ({
    value: fields[name],
    disabled: !ready,
    error: failure.fieldErrors[name],
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
    onBlur: () => setLeft(new Set([...left, name])),
  });

  async function save(how: "publish" | "draft") {
    setBusy(how);
    setFailure({ message: "", fieldErrors: {} });
    setLeft(new Set(Object.keys(fields)));
    const said = inputOf(fields, zone);
    const asked = specOf(answer);
    if ("missing" in said || "missing" in asked) {
      const fieldErrors = { ...("missing" in said && said.missing), ...("missing" in asked && asked.missing) };
      setFailure({ message: "Some fields are not complete yet.", fieldErrors });
      setBusy(null);
      return;
    }
    const input = { ...said.ready, spec: asked.spec, tags };
    try {
      if (draft) await saveDraft(draft.questionId, input, how === "publish");
      else await trpc.question.create.mutate({ ...input, scenarioId, role, publish: how === "publish" });
      router.push(`/scenarios/${scenarioId}`);
      router.refresh();
    } catch (error) {
      setFailure(problemOf(error));
      setBusy(null);
    }
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void save("publish");
  }

  const under = (field: QuestionField) => <Flags flags={flags} field={field} />;
  return (
    <form className="stack-4 max-w-[40rem]" onSubmit={submit} aria-label="Question" noValidate>
      <div>
        <TextArea label="Question" rows={2} hint={TITLE_HINTS[answer.type]} {...control("title")} />
        {under("title")}
      </div>
      <AnswerTypeFields value={answer} onChange={setAnswer} errors={failure.fieldErrors} disabled={!ready} />
      <div>
        <TextArea
          label={answer.type === "binary" ? "Resolves Yes if" : "How it resolves"}
          rows={5}
          hint="Who must have done or said what, what does not count, what decides if sources differ."
          {...control("criteria")}
        />
        {under("criteria")}
      </div>
      <div>
        <TextArea label="Answer read from" rows={2} hint="Publication, register or page." {...control("source")} />
        {under("source")}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <div>
          <TextField label="Forecasts count from" type="datetime-local" {...control("opensAt")} />
          {under("opensAt")}
        </div>
        <div>
          <TextField label="Closes" type="datetime-local" hint="Fixed once published." {...control("closesAt")} />
          {under("closesAt")}
        </div>
        <Select label="Others’ forecasts are shown" {...control("revealPolicy")}>
          <option value="AFTER_FORECAST">after you forecast</option>
          <option value="AFTER_ROUND">after a round closes</option>
          <option value="ALWAYS">always</option>
        </Select>
        {fields.revealPolicy === "AFTER_ROUND" ? (
          <TextField label="Round closes" type="datetime-local" {...control("revealAt")} />
        ) : null}
      </div>
      <TextField
        label="Base rate"
        optional
        hint="How often things of this kind happen: “treaties ratified within a year, 6 of 20”."
        {...control("baseRate")}
      />
      <TagField
        value={tags}
        known={knownTags}
        disabled={!ready}
        error={failure.fieldErrors.tags}
        hint="Labels by which boards and lists can be asked for."
        onChange={setTags}
      />
      {failure.message ? <Note kind="bad">{failure.message}</Note> : null}
      <div className="row flex-wrap">
        <Button type="submit" variant="primary" busy={busy === "publish"} disabled={!ready || busy !== null}>
          Publish question
        </Button>
        <Button busy={busy === "draft"} disabled={!ready || busy !== null} onClick={() => void save("draft")}>
          Save draft
        </Button>
        <ButtonLink variant="quiet" href={`/scenarios/${scenarioId}`}>
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}

const TITLE_HINTS = {
  binary: "One that yes or no answers, with its date: “Will … by 31 December 2030?”",
  multiple_choice: "One that exactly one option answers: “Who will … in 2030?”",
  numeric: "One that a number answers: “How many … on 31 December 2030?”",
  date: "One that a date answers: “When will …?”",
} as const;

interface QuestionInput {
  title: string;
  criteria: string;
  source: string;
  baseRate: string;
  opensAt: Date;
  closesAt: Date;
  revealPolicy: RevealPolicy;
  revealAt: Date | null;
}

/** What the fields say, ready to be sent; or, by field, what keeps it from being sent. */
function inputOf(
  fields: QuestionFields,
  zone: string,
): { ready: QuestionInput } | { missing: Partial<Record<keyof QuestionFields, string>> } {
  const { title, criteria, source, baseRate, revealPolicy } = fields;
  const [opensAt, closesAt] = [fromZonedField(fields.opensAt, zone), fromZonedField(fields.closesAt, zone)];
  if (!opensAt) return { missing: { opensAt: "Say from when forecasts count: a day and a time." } };
  if (!closesAt) return { missing: { closesAt: "Say when the question closes: a day and a time." } };
  const revealAt = revealPolicy === "AFTER_ROUND" ? fromZonedField(fields.revealAt, zone) : null;
  return { ready: { title, criteria, source, baseRate, opensAt, closesAt, revealPolicy, revealAt } };
}

async function saveDraft(
  questionId: string,
  input: QuestionInput & { spec: QuestionSpec; tags: string[] },
  publish: boolean,
): Promise<void> {
  await trpc.question.editDraft.mutate({ questionId, ...input });
  if (publish) await trpc.question.publish.mutate({ questionId });
}
