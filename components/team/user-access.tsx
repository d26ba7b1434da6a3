"use client";

import { useState } from "react";
import { type ListedSession, SessionList } from "#components/identity/session-list";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

interface UserAccessProps {
  userId: string;
  name: string;
  usesCodes: boolean;
}

/** Where a person is signed in and by what, for who looks after them: to end one session, all, or a lost second step. */
export function UserAccess({ userId, name, usesCodes }: UserAccessProps) {
  const [sessions, setSessions] = useState<ListedSession[] | null>(null);
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  const load = async () => setSessions(await trpc.user.sessions.query({ userId }));
  return (
    <>
      <Button small busy={busy} disabled={!hydrated} aria-label={`Sessions of ${name}`} onClick={() => act(load)}>
        Sessions
      </Button>
      {problem && sessions === null ? <Note kind="bad">{problem}</Note> : null}
      <Dialog open={sessions !== null} onClose={() => setSessions(null)} title={`Where ${name} is signed in`}>
        <div className="stack-4 mt-3 text-left">
          {sessions?.length === 0 ? <p className="muted">Nowhere.</p> : null}
          <SessionList
            label={`Sessions of ${name}`}
            sessions={sessions ?? []}
            current={null}
            act={({ id, browser }) => (
              <Button
                small
                busy={busy}
                aria-label={`Sign out ${browser}`}
                onClick={() =>
                  act(async () => {
                    await trpc.user.revokeSession.mutate({ userId, sessionId: id });
                    await load();
                  }, `${browser} is signed out.`)
                }
              >
                Sign out
              </Button>
            )}
          />
          {problem ? <Note kind="bad">{problem}</Note> : null}
          <div className="row">
            {sessions?.length ? (
              <Button
                variant="danger"
                busy={busy}
                onClick={() =>
                  act(async () => {
                    await trpc.user.signOutEverywhere.mutate({ userId });
                    await load();
                  }, `${name} is signed out everywhere.`)
                }
              >
                Sign out everywhere
              </Button>
            ) : null}
            {usesCodes ? (
              <Button
                busy={busy}
                onClick={() =>
                  act(() => trpc.user.resetCodes.mutate({ userId }), `${name} is asked for no code any more.`)
                }
              >
                Reset one-time codes
              </Button>
            ) : null}
          </div>
        </div>
      </Dialog>
    </>
  );
}
