import { pool } from "#server/platform/db";

/** A verdict and what one has of it. */
export interface OwnVerdict {
  /** Null where the verdict was withdrawn. */
  outcome: "YES" | "NO" | "VOID" | "AMBIGUOUS" | null;
  /** One's own peer points; null without a score. */
  peer: number | null;
}

/** A verdict beside the one that it took the place of. */
export interface VerdictChange {
  before: OwnVerdict | null;
  after: OwnVerdict;
  /** Why it was corrected. */
  reason: string | null;
}

/**
 * What resolution versions gave some memberships of one person, beside the versions before them.
 *
 * @returns an entry per resolution
 */
export async function verdictChanges(
  resolutionIds: readonly string[],
  memberIds: readonly string[],
): Promise<Map<string, VerdictChange>> {
  if (resolutionIds.length === 0) return new Map();
  const { rows } = await pool.query<{
    id: string;
    outcome: OwnVerdict["outcome"];
    was: OwnVerdict["outcome"];
    peer: number | null;
    peerWas: number | null;
    reason: string | null;
  }>(
    `SELECT r."id", r."outcome", r."reason", p."outcome" AS "was",
       (SELECT s."value" FROM "Score" s WHERE s."resolutionId" = r."id" AND s."rule" = 'PEER' AND s."memberId" = ANY ($2::uuid[])
        ORDER BY s."scoringVersion" DESC LIMIT 1) AS "peer",
       (SELECT s."value" FROM "Score" s WHERE s."resolutionId" = p."id" AND s."rule" = 'PEER' AND s."memberId" = ANY ($2::uuid[])
        ORDER BY s."scoringVersion" DESC LIMIT 1) AS "peerWas"
     FROM "Resolution" r
     LEFT JOIN "Resolution" p ON p."questionId" = r."questionId" AND p."version" = r."version" - 1
     WHERE r."id" = ANY ($1::uuid[])`,
    [resolutionIds, memberIds],
  );
  return new Map(
    rows.map(({ id, outcome, was, peer, peerWas, reason }) => [
      id,
      { before: was && { outcome: was, peer: peerWas }, after: { outcome, peer }, reason },
    ]),
  );
}
