import { Prisma } from "#prisma/client/client";

/** What people can be told of inside the transaction that makes it so. `closing` and `stale` come from the clock: see `remind`. */
export type NewNotice =
  /** A verdict came into force, was corrected or withdrawn: for everybody who forecast on its question. */
  | { kind: "verdict"; resolutionId: string }
  /** A verdict waits for a second person: for those who may confirm it. */
  | { kind: "proposal"; proposalId: string; recipients: readonly string[] }
  /** A question was clarified, its close moved, or it took the place of another: for everybody who forecast on it, or on that one. */
  | { kind: "amended"; versionId: string }
  | Mention;

/** Somebody named others, in a comment or in a scenario's rationale. Who names themselves is not told. */
type Mention = {
  kind: "mention";
  teamId: string;
  /** The user who wrote it. */
  byUserId: string;
  memberIds: readonly string[];
} & (
  | { questionId: string; commentId: string }
  /** `mark` tells one mention from another in the same document: saving a text twice tells nobody twice. */
  | { scenarioId: string; mark: string }
);

/**
 * Writes the notices of an occasion inside the caller's transaction: one statement, however many recipients. They hold
 * references only; what their readers may see is decided when they read. Who has switched a kind off gets none, and
 * nobody gets a second one for the same occasion.
 *
 * @returns how many were written
 */
export function notify(tx: Prisma.TransactionClient, notice: NewNotice): Promise<number> {
  switch (notice.kind) {
    case "verdict":
      return tx.$executeRaw(insert(verdictNotices(notice.resolutionId)));
    case "proposal":
      return tx.$executeRaw(insert(proposalNotices(notice.proposalId, notice.recipients)));
    case "amended":
      return tx.$executeRaw(insert(amendedNotices(notice.versionId)));
    case "mention":
      return tx.$executeRaw(insert(mentionNotices(notice)));
  }
}

/** A statement that inserts what `due` selects: the columns below, save for people who want none of the kind. */
function insert(due: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "Notice" ("teamId", "recipientId", "kind", "questionId", "scenarioId", "resolutionId", "proposalId",
      "commentId", "versionId", "actorId", "occasion")
    SELECT due."teamId", due."recipientId", due."kind"::"NoticeKind", due."questionId", due."scenarioId",
      due."resolutionId", due."proposalId", due."commentId", due."versionId", due."actorId", due."occasion"
    FROM (${due}) due
    WHERE NOT EXISTS (SELECT FROM "NoticeKindOff" o
      WHERE o."userId" = due."recipientId" AND o."kind" = due."kind"::"NoticeKind")
    ON CONFLICT ("recipientId", "kind", "occasion") DO NOTHING`;
}

/** Corrected where the version before gave a verdict too. A withdrawal of nothing is no news. */
const verdictNotices = (resolutionId: string) => Prisma.sql`
  SELECT r."teamId", m."userId" AS "recipientId",
    CASE WHEN p."outcome" IS NULL THEN 'RESOLVED' ELSE 'CORRECTED' END AS "kind",
    r."questionId", NULL::uuid AS "scenarioId", r."id" AS "resolutionId", NULL::uuid AS "proposalId",
    NULL::uuid AS "commentId", NULL::uuid AS "versionId", NULL::uuid AS "actorId", r."id"::text AS "occasion"
  FROM "Resolution" r
  LEFT JOIN "Resolution" p ON p."questionId" = r."questionId" AND p."version" = r."version" - 1
  JOIN "ForecastHead" h ON h."questionId" = r."questionId"
  JOIN "Member" m ON m."id" = h."memberId" AND m."userId" IS NOT NULL AND m."leftAt" IS NULL
  WHERE r."id" = ${resolutionId}::uuid AND (r."outcome" IS NOT NULL OR p."outcome" IS NOT NULL)`;

const proposalNotices = (proposalId: string, recipients: readonly string[]) => Prisma.sql`
  SELECT p."teamId", recipient AS "recipientId", 'PROPOSAL' AS "kind", p."questionId", NULL::uuid AS "scenarioId",
    NULL::uuid AS "resolutionId", p."id" AS "proposalId", NULL::uuid AS "commentId", NULL::uuid AS "versionId",
    NULL::uuid AS "actorId",
    p."id"::text AS "occasion"
  FROM "ResolutionProposal" p CROSS JOIN unnest(${[...recipients]}::uuid[]) AS recipient
  WHERE p."id" = ${proposalId}::uuid AND recipient IS DISTINCT FROM p."proposedById"`;

/** Who amends is not told. A successor concerns those who forecast on what it replaces. */
const amendedNotices = (versionId: string) => Prisma.sql`
  SELECT v."teamId", m."userId" AS "recipientId", 'AMENDED' AS "kind", v."questionId", NULL::uuid AS "scenarioId",
    NULL::uuid AS "resolutionId", NULL::uuid AS "proposalId", NULL::uuid AS "commentId", v."id" AS "versionId",
    NULL::uuid AS "actorId", v."id"::text AS "occasion"
  FROM "QuestionVersion" v
  JOIN "Question" q ON q."id" = v."questionId"
  JOIN "ForecastHead" h ON h."questionId" = CASE WHEN v."amendment" IS NULL THEN q."replacesId" ELSE q."id" END
  JOIN "Member" m ON m."id" = h."memberId" AND m."userId" IS NOT NULL AND m."leftAt" IS NULL
  WHERE v."id" = ${versionId}::uuid AND m."userId" IS DISTINCT FROM v."createdById"`;

function mentionNotices(mention: Mention): Prisma.Sql {
  const { teamId, byUserId, memberIds } = mention;
  const inComment = "commentId" in mention;
  const questionId = inComment ? mention.questionId : null;
  const scenarioId = inComment ? null : mention.scenarioId;
  const commentId = inComment ? mention.commentId : null;
  const occasion = inComment ? mention.commentId : `${mention.scenarioId}:${mention.mark}`;
  return Prisma.sql`
    SELECT m."teamId", m."userId" AS "recipientId", 'MENTION' AS "kind", ${questionId}::uuid AS "questionId",
      ${scenarioId}::uuid AS "scenarioId", NULL::uuid AS "resolutionId", NULL::uuid AS "proposalId",
      ${commentId}::uuid AS "commentId", NULL::uuid AS "versionId", ${byUserId}::uuid AS "actorId", ${occasion} AS "occasion"
    FROM "Member" m
    WHERE m."teamId" = ${teamId}::uuid AND m."id" = ANY(${[...memberIds]}::uuid[])
      AND m."userId" IS NOT NULL AND m."leftAt" IS NULL AND m."userId" <> ${byUserId}::uuid`;
}
