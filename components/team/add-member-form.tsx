"use client";

import { useRouter } from "next/navigation";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Select } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";
import { TeamRoleField, teamRoleOf } from "./role-fields";

interface AddMemberFormProps {
  teamId: string;
  people: readonly { id: string; name: string; email: string }[];
}

/** Puts somebody who has an account into the team. */
export function AddMemberForm({ teamId, people }: AddMemberFormProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const userId = textOf(form, "userId");
    if (!userId) return "Choose a person first.";
    await trpc.member.add.mutate({ teamId, userId, role: teamRoleOf(form) });
    toast("Added to the team.");
    router.refresh();
    return null;
  });
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      <Select label="Person" name="userId" defaultValue="" required error={fieldErrors.userId}>
        <option value="">Choose …</option>
        {people.map(({ id, name, email }) => (
          <option key={id} value={id}>
            {name} ({email})
          </option>
        ))}
      </Select>
      <TeamRoleField error={fieldErrors.role} />
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button type="submit" busy={busy} disabled={!hydrated}>
        Add to the team
      </Button>
    </form>
  );
}
