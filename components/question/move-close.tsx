"use client";

import { trpc } from "#components/trpc-client";
import { TextField } from "#components/ui/field";
import { useReaderZone } from "#components/ui/reader-zone";
import { fromZonedField, toZonedField } from "#components/ui/zoned-field";
import { VersionForm } from "./version-form";

interface MoveCloseProps {
  questionId: string;
  closesAt: Date;
  onClose: () => void;
}

/** Moves the scheduled close by a new version of the question. */
export function MoveClose({ questionId, closesAt, onClose }: MoveCloseProps) {
  const zone = useReaderZone();
  const save = async (form: FormData) => {
    const moved = fromZonedField(String(form.get("closesAt") ?? ""), zone);
    if (!moved) return { wrong: "Say when the question closes." };
    const reason = String(form.get("reason") ?? "");
    const { version } = await trpc.question.moveClose.mutate({ questionId, closesAt: moved, reason });
    return { done: `The close is moved: version ${version}.` };
  };
  return (
    <VersionForm
      title="Move the close"
      act="Move the close"
      hint="Makes a new version of the question. Once a verdict is proposed, the close stays where it is."
      save={save}
      onClose={onClose}
    >
      {(fieldErrors) => (
        <TextField
          label="New close"
          name="closesAt"
          type="datetime-local"
          required
          defaultValue={toZonedField(closesAt, zone)}
          error={fieldErrors.closesAt}
          hint={`In ${zone}. Every forecast counts up to the new close, those already made too.`}
        />
      )}
    </VersionForm>
  );
}
