import type { Actor } from "#core/permissions";
import type { SessionClaim } from "#server/identity/session-token";

/** What every procedure knows of its caller. The outer context (headers → actor) is made by server/identity. */
export type Context = {
  actor: Actor | null;
  /** Client address as TRUSTED_PROXIES allows to know it, for rate limits. */
  address: string;
  /** Reads the caller's rights again, for what outlives a request; null when the session has ended. */
  recheck?: () => Promise<Actor | null>;
  /** Also who has to set up one-time codes first; `actor` is null for them. */
  visitor?: Actor | null;
  /** The session that the call comes with. */
  session?: SessionClaim | null;
  userAgent?: string | null;
};
