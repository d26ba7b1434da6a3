import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import { SCOPES } from "#core/token-scopes";
import { recordAudit } from "#server/audit/record";
import type { SessionClaim } from "#server/identity/session-token";
import { newApiToken } from "#server/identity/tokens/token";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

const DAY = 24 * 60 * 60 * 1000;
/** More than this nobody tells apart. */
const MOST_TOKENS = 50;

export const newTokenInput = z.object({
  name: z.string().trim().min(1, "Say what the token is for.").max(100, "A name has at most 100 characters."),
  /** Beside reading, which every token does. */
  scopes: z.array(z.enum(SCOPES)).max(SCOPES.length),
  /** The one team it is good for; null: every team of its maker, those joined later too. */
  teamId: z.uuid().nullable(),
  days: z.number().int().min(1, "At least one day.").max(365, "At most 365 days."),
});

/**
 * Makes a token that acts in a person's place, within its scopes. Only somebody who is signed in makes one: a token that
 * could make tokens would outlive its own revocation.
 *
 * @returns the token itself, this once: only its hash is kept
 */
export async function makeToken(
  { actor, session }: { actor: Actor; session?: SessionClaim | null },
  { name, scopes, teamId, days }: z.infer<typeof newTokenInput>,
): Promise<{ tokenId: string; token: string }> {
  if (actor.grant) throw new AppError("FORBIDDEN", "Tokens are made by people who are signed in.");
  // Who reads every team reads one that there is not: it has to be there besides.
  const reads = teamId === null || can(actor, "team.read", { teamId });
  if (!reads || (teamId !== null && !(await db.team.findUnique({ where: { id: teamId }, select: { id: true } }))))
    throw new AppError("INVALID", "You are not in this team.", "teamId");
  const { token, tokenHash } = newApiToken();
  const { userId } = actor;
  const granted = SCOPES.filter((scope) => scope === "read" || scopes.includes(scope));
  const tokenId = await db.$transaction(async (tx) => {
    // Whoever makes two at once waits here: the number of them holds.
    await tx.$queryRaw`SELECT FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`;
    const now = new Date();
    const standing = await tx.apiToken.count({ where: { userId, revokedAt: null, expiresAt: { gt: now } } });
    if (standing >= MOST_TOKENS)
      throw new AppError("CONFLICT", `You have ${MOST_TOKENS} tokens. Revoke one that you no longer need first.`);
    const opened =
      session && (await tx.session.findUnique({ where: { id: session.sessionId }, select: { way: true } }));
    const { id } = await tx.apiToken.create({
      data: {
        userId,
        way: opened?.way,
        name,
        tokenHash,
        scopes: granted.map((scope) => STORED_SCOPE[scope]),
        teamId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + days * DAY),
      },
      select: { id: true },
    });
    const detail = { scopes: granted, days };
    await recordAudit(tx, { actorId: userId, teamId, action: "token.create", subjectId: id, detail });
    return id;
  });
  return { tokenId, token };
}

const STORED_SCOPE = {
  read: "READ",
  forecast: "FORECAST",
  write: "WRITE",
  resolve: "RESOLVE",
  import: "IMPORT",
} as const;
