import type { Prisma, TokenScope } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { newApiToken } from "#server/identity/tokens/token";

const DAY = 86_400_000;

/** Days before now. Nobody was ever shown these tokens, so none of them opens anything. */
const TOKENS: readonly {
  by: string;
  name: string;
  scopes: TokenScope[];
  made: number;
  used: number;
  revoked?: number;
}[] = [
  { by: "lead", name: "Quarterly report", scopes: ["READ"], made: 40, used: 2 },
  { by: "analyst1", name: "Notebook", scopes: ["READ", "FORECAST"], made: 12, used: 0.4 },
  { by: "analyst4", name: "Lost laptop", scopes: ["READ", "FORECAST"], made: 60, used: 21, revoked: 20 },
];
const LIFE = 90;

/** API tokens of the demonstration's people. */
export async function writeTokens(
  tx: Prisma.TransactionClient,
  { teamId, users, now }: { teamId: string; users: ReadonlyMap<string, string>; now: number },
): Promise<void> {
  for (const { by, name, scopes, made, used, revoked } of TOKENS) {
    const userId = users.get(by);
    if (!userId) throw new RangeError(`the demonstration has nobody called ${by}`);
    const ago = (days: number) => new Date(now - days * DAY);
    const { id } = await tx.apiToken.create({
      data: {
        userId,
        name,
        scopes,
        teamId,
        tokenHash: newApiToken().tokenHash,
        createdAt: ago(made),
        expiresAt: ago(made - LIFE),
        lastUsedAt: ago(used),
        ...(revoked === undefined ? {} : { revokedAt: ago(revoked), revokedById: userId }),
      },
      select: { id: true },
    });
    await recordAudit(tx, { actorId: userId, teamId, action: "token.create", subjectId: id, detail: { days: LIFE } });
    if (revoked !== undefined)
      await recordAudit(tx, { actorId: userId, teamId, action: "token.revoke", subjectId: id, detail: { of: userId } });
  }
}
