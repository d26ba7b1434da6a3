import { AppError } from "#server/platform/errors";

export type LinkState = "open" | "used" | "revoked" | "expired";

/** What a link is at an instant. Used comes first: that is what its holder needs to know. */
export function linkState(
  link: { usedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now = new Date(),
): LinkState {
  if (link.usedAt) return "used";
  if (link.revokedAt) return "revoked";
  return link.expiresAt <= now ? "expired" : "open";
}

export const WHY_CLOSED: Readonly<Record<Exclude<LinkState, "open"> | "unknown", string>> = {
  used: "This link has been used. It works once.",
  revoked: "This link was withdrawn. Ask whoever sent it for another.",
  expired: "This link has expired. Ask whoever sent it for another.",
  unknown: "This link is not one of ours. Check that all of it was copied.",
};

/** A link that does not open. */
export class ClosedLink extends AppError {
  constructor(
    readonly state: keyof typeof WHY_CLOSED,
    /** Whose link it was, and in the log's words why it does not open. */
    readonly noted: { userId: string | null; because: string } = { userId: null, because: `${state} link` },
  ) {
    super("CONFLICT", WHY_CLOSED[state]);
  }
}
