/** The acts of the audit log that say that somebody was not let in: what its filter calls refused. */
export const REFUSED_ACTS = ["session.refuse", "session.lock", "link.refuse", "token.refuse", "socket.refuse"] as const;
export type RefusedAct = (typeof REFUSED_ACTS)[number];

export const isRefused = (action: string): action is RefusedAct => REFUSED_ACTS.some((act) => act === action);

/** At which door somebody was not let in, as an entry names it. */
export const DOORS = {
  password: "session.refuse",
  "e-mail link": "session.refuse",
  "single sign-on": "session.refuse",
  "one-time code": "session.refuse",
  "account page": "session.refuse",
  invitation: "link.refuse",
  "reset link": "link.refuse",
  "set-up link": "link.refuse",
  "API token": "token.refuse",
  "document socket": "socket.refuse",
} as const satisfies Record<string, RefusedAct>;
export type Door = keyof typeof DOORS;
