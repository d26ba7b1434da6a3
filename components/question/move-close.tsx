"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextArea, TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { useReaderZone } from "#components/ui/reader-zone";
import { toast } from "#components/ui/toast";
import { useSubmit } from "#components/ui/use-submit";
import { fromZonedField, toZonedField } from "#components/ui/zoned-field";

interface MoveCloseProps {
  questionId: string;
  closesAt: Date;
  onClose: () => void;
}

/** Moves the scheduled close by a new version of the question. */
export function MoveClose({ questionId, closesAt, onClose }: MoveCloseProps) {
  const router = useRouter();
  const zone = useReaderZone();
  const titleId = useId();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const moved = fromZonedField(String(form.get("closesAt") ?? ""), zone);
    if (!moved) return "Say when the question closes.";
    const { version } = await trpc.question.moveClose.mutate({
      questionId,
      closesAt: moved,
      reason: String(form.get("reason") ?? ""),
    });
    toast(`The close is moved: version ${version}.`);
    onClose();
    router.refresh();
    return null;
  });
  return (
    <form className="stack-4 max-w-measure" onSubmit={onSubmit} aria-labelledby={titleId} noValidate>
      <h3 className="sec" id={titleId}>
        Move the close
      </h3>
      <TextField
        label="New close"
        name="closesAt"
        type="datetime-local"
        required
        defaultValue={toZonedField(closesAt, zone)}
        error={fieldErrors.closesAt}
        hint={`In ${zone}. Every forecast counts up to the new close, those already made too.`}
      />
      <TextArea label="Reason" name="reason" required rows={2} error={fieldErrors.reason} hint="Forecasters read it." />
      {message ? <Note kind="bad">{message}</Note> : null}
      <div className="row">
        <Button variant="primary" type="submit" busy={busy}>
          Move the close
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
      <p className="hint">
        Makes a new version of the question. Once a verdict is proposed, the close stays where it is.
      </p>
    </form>
  );
}
