"use client";

import { useRouter } from "next/navigation";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Select, TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";

type Team = { id: string; name: string; wordScale: "PHIA" | "ICD203" };

/** Makes a team, or changes the one that is given. */
export function TeamForm({ team }: { team?: Team }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const wordScale = textOf(form, "wordScale") === "ICD203" ? ("ICD203" as const) : ("PHIA" as const);
    const input = { name: textOf(form, "name"), wordScale };
    if (team) {
      await trpc.team.update.mutate({ ...input, teamId: team.id });
      toast("Saved.");
      router.refresh();
    } else {
      const { teamId } = await trpc.team.create.mutate(input);
      router.push(`/admin/teams/${teamId}`);
      router.refresh();
    }
    return null;
  });
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      <TextField label="Name of the team" name="name" required defaultValue={team?.name} error={fieldErrors.name} />
      <Select
        label="Words for probabilities"
        name="wordScale"
        defaultValue={team?.wordScale ?? "PHIA"}
        error={fieldErrors.wordScale}
      >
        <option value="PHIA">PHIA yardstick (United Kingdom)</option>
        <option value="ICD203">ICD 203 (United States)</option>
      </Select>
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button variant={team ? undefined : "primary"} type="submit" busy={busy} disabled={!hydrated}>
        {team ? "Save" : "Make the team"}
      </Button>
    </form>
  );
}
