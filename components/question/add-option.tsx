"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextArea, TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { toast } from "#components/ui/toast";
import { useSubmit } from "#components/ui/use-submit";

interface AddOptionProps {
  questionId: string;
  /** Those on offer, the last of which stays last. */
  options: readonly string[];
  onClose: () => void;
}

/** Offers one more option on a published multiple choice question. */
export function AddOption({ questionId, options, onClose }: AddOptionProps) {
  const router = useRouter();
  const titleId = useId();
  const others = options.at(-1);
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const text = (name: string) => String(form.get(name) ?? "");
    const { version } = await trpc.question.addOption.mutate({
      questionId,
      option: text("option"),
      reason: text("reason"),
    });
    toast(`The option is offered: version ${version}.`);
    onClose();
    router.refresh();
    return null;
  });
  return (
    <form className="stack-4 max-w-measure" onSubmit={onSubmit} aria-labelledby={titleId} noValidate>
      <h3 className="sec" id={titleId}>
        Add an option
      </h3>
      <TextField
        label="New option"
        name="option"
        required
        maxLength={200}
        error={fieldErrors.option}
        hint={`It comes before “${others}”. What forecasts give to “${others}” counts for it until they say more.`}
      />
      <TextArea label="Reason" name="reason" required rows={2} error={fieldErrors.reason} hint="Forecasters read it." />
      {message ? <Note kind="bad">{message}</Note> : null}
      <div className="row">
        <Button variant="primary" type="submit" busy={busy}>
          Add the option
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
