import { Prisma } from "#prisma/client/client";

/** What people can be told of inside the transaction that makes it so. `closing` and `stale` come from the clock: see `remind`. */
export type NewNotice =
  /** A verdict came into force, was corrected or withdrawn: for everybody who forecast on its question. */
  | { kind: "verdict"; resolutionId: string }
  /** A verdict waits for a second person: for those who may confirm it. */
  | { kind: "proposal"; proposalId: string; recipients: readonly string[] }
  /** A question was clarified, its close moved, or it took the place of another: for everybody who forecast on it, or on that one. */
  | { kind: "amended"; versionId: string }
  /** A round began or ended, for everybody who may forecast on its question, save whoever made it so. */
  | { kind: "round"; what: "OPENED" | "ENDED"; roundIds: readonly string[]; byUserId: string | null }
  /** Somebody was named deputy, or it was ended before its time: for the two whom it concerns, save whoever made it so. */
  | { kind: "deputy"; what: "NAMED" | "ENDED"; deputyshipIds: readonly string[]; byUserId: string }
  | Mention
  /** Somebody answered in a thread beside a rationale: for those who wrote in it. */
  | ({ kind: "reply"; teamId: string; byUserId: string; memberIds: readonly string[] } & InRemark);

/** A comment on the rationale of a scenario. */
type InRemark = { scenarioId: string; remarkId: string };

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
  | InRemark
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
    case "round":
      return tx.$executeRaw(roundNotices(notice));
    case "deputy":
      return tx.$executeRaw(deputyNotices(notice));
    case "mention":
      return tx.$executeRaw(insert(mentionNotices(notice)));
    case "reply":
      return tx.$executeRaw(insert(noticesOf("REPLY", notice, { ...notice, occasion: notice.remarkId })));
  }
}

/** A statement that inserts what `due` selects: the columns below, save for people who want none of the kind. */
function insert(due: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "Notice" ("teamId", "recipientId", "kind", "questionId", "scenarioId", "resolutionId", "proposalId",
      "commentId", "versionId", "remarkId", "actorId", "occasion")
    SELECT due."teamId", due."recipientId", due."kind"::"NoticeKind", due."questionId", due."scenarioId",
      due."resolutionId", due."proposalId", due."commentId", due."versionId", due."remarkId", due."actorId", due."occasion"
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
    NULL::uuid AS "commentId", NULL::uuid AS "versionId", NULL::uuid AS "remarkId", NULL::uuid AS "actorId", r."id"::text AS "occasion"
  FROM "Resolution" r
  LEFT JOIN "Resolution" p ON p."questionId" = r."questionId" AND p."version" = r."version" - 1
  JOIN "ForecastHead" h ON h."questionId" = r."questionId"
  JOIN "Member" m ON m."id" = h."memberId" AND m."userId" IS NOT NULL AND m."leftAt" IS NULL
  WHERE r."id" = ${resolutionId}::uuid AND (r."outcome" IS NOT NULL OR p."outcome" IS NOT NULL)`;

const proposalNotices = (proposalId: string, recipients: readonly string[]) => Prisma.sql`
  SELECT p."teamId", recipient AS "recipientId", 'PROPOSAL' AS "kind", p."questionId", NULL::uuid AS "scenarioId",
    NULL::uuid AS "resolutionId", p."id" AS "proposalId", NULL::uuid AS "commentId", NULL::uuid AS "versionId", NULL::uuid AS "remarkId",
    NULL::uuid AS "actorId",
    p."id"::text AS "occasion"
  FROM "ResolutionProposal" p CROSS JOIN unnest(${[...recipients]}::uuid[]) AS recipient
  WHERE p."id" = ${proposalId}::uuid AND recipient IS DISTINCT FROM p."proposedById"`;

/** Who amends is not told. A successor concerns those who forecast on what it replaces. */
const amendedNotices = (versionId: string) => Prisma.sql`
  SELECT v."teamId", m."userId" AS "recipientId", 'AMENDED' AS "kind", v."questionId", NULL::uuid AS "scenarioId",
    NULL::uuid AS "resolutionId", NULL::uuid AS "proposalId", NULL::uuid AS "commentId", v."id" AS "versionId",
    NULL::uuid AS "remarkId",
    NULL::uuid AS "actorId", v."id"::text AS "occasion"
  FROM "QuestionVersion" v
  JOIN "Question" q ON q."id" = v."questionId"
  JOIN "ForecastHead" h ON h."questionId" = CASE WHEN v."amendment" IS NULL THEN q."replacesId" ELSE q."id" END
  JOIN "Member" m ON m."id" = h."memberId" AND m."userId" IS NOT NULL AND m."leftAt" IS NULL
  WHERE v."id" = ${versionId}::uuid AND m."userId" IS DISTINCT FROM v."createdById"`;

type RoundNews = Extract<NewNotice, { kind: "round" }>;

function roundNotices({ what, roundIds, byUserId }: RoundNews): Prisma.Sql {
  const kind = Prisma.sql`${`ROUND_${what}`}::"NoticeKind"`;
  return Prisma.sql`
    INSERT INTO "Notice" ("teamId", "recipientId", "kind", "questionId", "roundId", "occasion")
    SELECT q."teamId", u."id", ${kind}, q."id", r."id", r."id"::text
    FROM "Round" r
    JOIN "Question" q ON q."id" = r."questionId" AND q."state" = 'OPEN'
    JOIN "Member" m ON m."teamId" = q."teamId" AND m."leftAt" IS NULL AND m."role" <> 'OBSERVER'
    JOIN "User" u ON u."id" = m."userId" AND u."disabledAt" IS NULL AND u."orgRole" <> 'LEADER'
    WHERE r."id" = ANY(${[...roundIds]}::uuid[]) AND u."id" IS DISTINCT FROM ${byUserId}::uuid
      AND NOT EXISTS (SELECT FROM "NoticeKindOff" o WHERE o."userId" = u."id" AND o."kind" = ${kind})
    ON CONFLICT ("recipientId", "kind", "occasion") DO NOTHING`;
}

type DeputyNews = Extract<NewNotice, { kind: "deputy" }>;

function deputyNotices({ what, deputyshipIds, byUserId }: DeputyNews): Prisma.Sql {
  const kind = Prisma.sql`${`DEPUTY_${what}`}::"NoticeKind"`;
  return Prisma.sql`
    INSERT INTO "Notice" ("teamId", "recipientId", "kind", "deputyshipId", "actorId", "occasion")
    SELECT d."teamId", m."userId", ${kind}, d."id", ${byUserId}::uuid, d."id"::text
    FROM "Deputy" d JOIN "Member" m ON m."id" IN (d."leadId", d."deputyId")
    WHERE d."id" = ANY(${[...deputyshipIds]}::uuid[]) AND m."userId" <> ${byUserId}::uuid
      AND NOT EXISTS (SELECT FROM "NoticeKindOff" o WHERE o."userId" = m."userId" AND o."kind" = ${kind})
    ON CONFLICT ("recipientId", "kind", "occasion") DO NOTHING`;
}

function mentionNotices(mention: Mention): Prisma.Sql {
  if ("commentId" in mention) return noticesOf("MENTION", mention, { ...mention, occasion: mention.commentId });
  if ("remarkId" in mention) return noticesOf("MENTION", mention, { ...mention, occasion: mention.remarkId });
  return noticesOf("MENTION", mention, { ...mention, occasion: `${mention.scenarioId}:${mention.mark}` });
}

/** Where somebody was named or answered, and what makes it the same occasion. */
interface Place {
  questionId?: string;
  scenarioId?: string;
  commentId?: string;
  remarkId?: string;
  occasion: string;
}

/** For people of the team who sign in and are still there, save for whoever it comes from. */
const noticesOf = (
  kind: "MENTION" | "REPLY",
  { teamId, byUserId, memberIds }: { teamId: string; byUserId: string; memberIds: readonly string[] },
  { questionId, scenarioId, commentId, remarkId, occasion }: Place,
) => Prisma.sql`
  SELECT m."teamId", m."userId" AS "recipientId", ${kind} AS "kind", ${questionId ?? null}::uuid AS "questionId",
    ${scenarioId ?? null}::uuid AS "scenarioId", NULL::uuid AS "resolutionId", NULL::uuid AS "proposalId",
    ${commentId ?? null}::uuid AS "commentId", NULL::uuid AS "versionId", ${remarkId ?? null}::uuid AS "remarkId",
    ${byUserId}::uuid AS "actorId", ${occasion} AS "occasion"
  FROM "Member" m
  WHERE m."teamId" = ${teamId}::uuid AND m."id" = ANY(${[...memberIds]}::uuid[])
    AND m."userId" IS NOT NULL AND m."leftAt" IS NULL AND m."userId" <> ${byUserId}::uuid`;
