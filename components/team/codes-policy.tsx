"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

/** Whether administrators have to use one-time codes. */
export function CodesPolicy({ on }: { on: boolean }) {
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  return (
    <div className="stack-4 max-w-prose">
      <p>
        {on
          ? "Administrators use one-time codes. Who has none is led to set them up before anything else; single sign-on asks for what its issuer thinks right."
          : "Administrators may use one-time codes. Nobody has to."}
      </p>
      {problem ? <Note kind="bad">{problem}</Note> : null}
      <Button
        busy={busy}
        disabled={!hydrated}
        onClick={() =>
          act(
            () => trpc.codes.setPolicy.mutate({ on: !on }),
            on ? "One-time codes are up to each administrator." : "Administrators have to use one-time codes.",
          )
        }
      >
        {on ? "Leave it to each administrator" : "Require them of administrators"}
      </Button>
    </div>
  );
}
