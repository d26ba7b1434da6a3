import type { ReactNode } from "react";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";

export interface ListedSession {
  id: string;
  browser: string;
  network: string;
  way: "PASSWORD" | "LINK" | "SINGLE_SIGN_ON";
  createdAt: Date;
  lastSeenAt: Date;
}

const WAY_WORDS = { PASSWORD: "password", LINK: "e-mail link", SINGLE_SIGN_ON: "single sign-on" } as const;

interface SessionListProps {
  label: string;
  sessions: readonly ListedSession[];
  /** The reader's own, which is marked. */
  current: string | null;
  act: (session: ListedSession) => ReactNode;
}

/** The browsers in which somebody is signed in. */
export function SessionList({ label, sessions, current, act }: SessionListProps) {
  return (
    <ul className="sessions" aria-label={label}>
      {sessions.map((session) => (
        <li key={session.id}>
          <div>
            <b>{session.browser}</b> {session.id === current ? <Tag kind="you">this one</Tag> : null}
            <br />
            <span className="small muted">
              from {session.network} by {WAY_WORDS[session.way]}; since <Time at={session.createdAt} show="minute" />,
              last seen <Time at={session.lastSeenAt} show="minute" />
            </span>
          </div>
          {act(session)}
        </li>
      ))}
    </ul>
  );
}
