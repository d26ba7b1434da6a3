"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

/** With a team: as somebody who manages its members. Without: as an administrator. */
export function RevokeInvitation({
  invitationId,
  teamId,
  whose,
}: {
  invitationId: string;
  teamId?: string;
  whose: string;
}) {
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  const revoke = () =>
    teamId
      ? trpc.invitation.revokeForTeam.mutate({ invitationId, teamId })
      : trpc.invitation.revoke.mutate({ invitationId });
  return (
    <>
      <Button
        small
        busy={busy}
        disabled={!hydrated}
        aria-label={`Withdraw the invitation ${whose}`}
        onClick={() => act(revoke, "The invitation no longer works.")}
      >
        Withdraw
      </Button>
      {problem ? <Note kind="bad">{problem}</Note> : null}
    </>
  );
}
