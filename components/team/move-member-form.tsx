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

interface Named {
  id: string;
  name: string;
}

/** Takes a person out of one team and into another, or into a first one. */
export function MoveMemberForm({ userId, from, to }: { userId: string; from: readonly Named[]; to: readonly Named[] }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const teamId = textOf(form, "teamId");
    const memberId = textOf(form, "memberId");
    const role = teamRoleOf(form);
    if (!teamId) return "Choose the team.";
    if (memberId) await trpc.member.move.mutate({ memberId, teamId, role });
    else await trpc.member.add.mutate({ userId, teamId, role });
    toast(memberId ? "Moved. The record stays in the team they left." : "Added to the team.");
    router.refresh();
    return null;
  });
  if (to.length === 0) return <p className="small muted">They are in every team there is.</p>;
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      <Select label="Out of" name="memberId" error={fieldErrors.memberId}>
        {from.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="">no team: they stay where they are</option>
      </Select>
      <Select label="Into" name="teamId" defaultValue="" error={fieldErrors.teamId}>
        <option value="">Choose …</option>
        {to.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <TeamRoleField error={fieldErrors.role} />
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button type="submit" busy={busy} disabled={!hydrated}>
        Move
      </Button>
    </form>
  );
}
