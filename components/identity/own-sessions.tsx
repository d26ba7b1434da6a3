"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";
import { type ListedSession, SessionList } from "./session-list";
import { SignOutEverywhere } from "./sign-out-everywhere";

/** Where a person is signed in, with a press to end each but the one they are reading this in. */
export function OwnSessions({ sessions, current }: { sessions: readonly ListedSession[]; current: string | null }) {
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  const end = (session: ListedSession) => (
    <Button
      small
      busy={busy}
      disabled={!hydrated}
      aria-label={`Sign out ${session.browser}, ${session.network}`}
      onClick={() =>
        act(() => trpc.account.revokeSession.mutate({ sessionId: session.id }), `${session.browser} is signed out.`)
      }
    >
      Sign out
    </Button>
  );
  return (
    <div className="stack-4">
      <SessionList
        label="Your sessions"
        sessions={sessions}
        current={current}
        act={(session) => (session.id === current ? null : end(session))}
      />
      {problem ? <Note kind="bad">{problem}</Note> : null}
      <div className="row">
        {sessions.length > 1 ? (
          <Button
            busy={busy}
            disabled={!hydrated}
            onClick={() => act(() => trpc.account.revokeOtherSessions.mutate(), "Only this browser is signed in.")}
          >
            Sign out the others
          </Button>
        ) : null}
        <SignOutEverywhere />
      </div>
    </div>
  );
}
