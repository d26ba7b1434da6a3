"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { remember, TEAM_COOKIE } from "#components/ui/preferences";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";

/** For who has an account already: into the team that the invitation names, and to its desk. */
export function JoinButton({ token, team }: { token: string; team: string }) {
  const hydrated = useHydrated();
  const { onSubmit, busy, message } = useSubmit(async () => {
    const { teamId } = await trpc.access.joinByInvitation.mutate({ token });
    remember(TEAM_COOKIE, teamId);
    location.assign("/");
    return null;
  });
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit}>
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button variant="primary" type="submit" busy={busy} disabled={!hydrated}>
        Join {team}
      </Button>
    </form>
  );
}
