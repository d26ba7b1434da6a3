"use client";

import { trpc } from "#components/trpc-client";
import { TextField } from "#components/ui/field";
import { VersionForm } from "./version-form";

interface AddOptionProps {
  questionId: string;
  /** Those on offer, the last of which stays last. */
  options: readonly string[];
  onClose: () => void;
}

/** Offers one more option on a published multiple choice question. */
export function AddOption({ questionId, options, onClose }: AddOptionProps) {
  const others = options.at(-1);
  const save = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? "");
    const said = { questionId, option: text("option"), reason: text("reason") };
    const { version } = await trpc.question.addOption.mutate(said);
    return { done: `The option is offered: version ${version}.` };
  };
  return (
    <VersionForm title="Add an option" act="Add the option" save={save} onClose={onClose}>
      {(fieldErrors) => (
        <TextField
          label="New option"
          name="option"
          required
          maxLength={200}
          error={fieldErrors.option}
          hint={`It comes before “${others}”. What forecasts give to “${others}” counts for it until they say more.`}
        />
      )}
    </VersionForm>
  );
}
