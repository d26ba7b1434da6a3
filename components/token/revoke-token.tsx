"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

export type RevokedBy = { kind: "maker" } | { kind: "admin" } | { kind: "lead"; teamId: string };

export function RevokeToken({ tokenId, name, as }: { tokenId: string; name: string; as: RevokedBy }) {
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  const revoke = () => {
    if (as.kind === "maker") return trpc.token.revoke.mutate({ tokenId });
    if (as.kind === "admin") return trpc.token.revokeAny.mutate({ tokenId });
    return trpc.token.revokeForTeam.mutate({ tokenId, teamId: as.teamId });
  };
  return (
    <>
      <Button
        small
        busy={busy}
        disabled={!hydrated}
        aria-label={`Revoke the token ${name}`}
        onClick={() => act(revoke, "The token no longer works.")}
      >
        Revoke
      </Button>
      {problem ? <Note kind="bad">{problem}</Note> : null}
    </>
  );
}
