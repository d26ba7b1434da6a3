/**
 * What a person's own file reads, by section: each gives rows about the person `$1` with the memberships `$2` alone. `$3` are
 * the questions, `$4` the scenarios of which whoever asks may not yet see what the person said, nor when. They are empty for
 * the person themselves.
 */
const at = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const OWN = `"memberId" = ANY ($2::uuid[])`;
const TITLE = `(SELECT v."title" FROM "QuestionVersion" v WHERE v."questionId" = q."id" ORDER BY v."number" DESC LIMIT 1)`;
const SHOWN = `q."id" <> ALL ($3::uuid[])`;

export const PERSON_SECTIONS = {
  account: `
    SELECT "id", "name", "email", lower("orgRole"::text) AS "role", "timeZone", ${at(`"createdAt"`)} AS "createdAt",
      ${at(`"disabledAt"`)} AS "disabledAt", ${at(`"erasureAskedAt"`)} AS "erasureAskedAt", "passwordHash" IS NOT NULL AS "hasPassword",
      EXISTS (SELECT FROM "CodeSecret" c WHERE c."userId" = u."id" AND c."confirmedAt" IS NOT NULL) AS "usesCodes",
      (SELECT count(*)::int FROM "RecoveryCode" r WHERE r."userId" = u."id" AND r."usedAt" IS NULL) AS "recoveryCodesLeft"
    FROM "User" u WHERE "id" = $1`,
  memberships: `
    SELECT m."id" AS "person", t."name" AS "team", lower(m."role"::text) AS "role", m."externalId" AS "fileId",
      ${at(`m."createdAt"`)} AS "joinedAt", ${at(`m."leftAt"`)} AS "leftAt"
    FROM "Member" m JOIN "Team" t ON t."id" = m."teamId" WHERE m."userId" = $1 ORDER BY m."createdAt", m."id"`,
  deputyships: `
    SELECT CASE WHEN d."deputyId" = ANY ($2::uuid[]) THEN 'deputy' ELSE 'lead' END AS "as", t."name" AS "team",
      ${at(`d."from"`)} AS "from", ${at(`d."until"`)} AS "until", ${at(`d."endedAt"`)} AS "endedAt"
    FROM "Deputy" d JOIN "Team" t ON t."id" = d."teamId"
    WHERE d."deputyId" = ANY ($2::uuid[]) OR d."leadId" = ANY ($2::uuid[]) ORDER BY d."from", d."id"`,
  sessions: `
    SELECT lower("way"::text) AS "way", "browser", "network", ${at(`"createdAt"`)} AS "openedAt", ${at(`"lastSeenAt"`)} AS "lastSeenAt",
      ${at(`"expiresAt"`)} AS "expiresAt", ${at(`"revokedAt"`)} AS "revokedAt"
    FROM "Session" WHERE "userId" = $1 ORDER BY "createdAt", "id"`,
  identities: `
    SELECT "issuer", "subject", ${at(`"createdAt"`)} AS "since", ${at(`"lastUsedAt"`)} AS "lastUsedAt"
    FROM "ExternalIdentity" WHERE "userId" = $1 ORDER BY "createdAt", "id"`,
  tokens: `
    SELECT k."name", k."scopes"::text[] AS "scopes", t."name" AS "team", ${at(`k."createdAt"`)} AS "createdAt", ${at(`k."expiresAt"`)} AS "expiresAt",
      ${at(`k."lastUsedAt"`)} AS "lastUsedAt", ${at(`k."revokedAt"`)} AS "revokedAt"
    FROM "ApiToken" k LEFT JOIN "Team" t ON t."id" = k."teamId" WHERE k."userId" = $1 ORDER BY k."createdAt", k."id"`,
  forecasts: `
    SELECT f."memberId" AS "person", q."id" AS "question", ${TITLE} AS "title", lower(q."type"::text) AS "type", lower(f."kind"::text) AS "kind",
      f."probabilities", f."low", f."high", f."confidence", f."quantileLevels" AS "levels", f."quantileValues" AS "values",
      f."sequence", ${at(`f."madeAt"`)} AS "madeAt", f."reason"
    FROM "Forecast" f JOIN "Question" q ON q."id" = f."questionId" WHERE f.${OWN} AND ${SHOWN}
    ORDER BY f."madeAt", f."id"`,
  comments: `
    SELECT c."memberId" AS "person", q."id" AS "question", ${TITLE} AS "title", c."body", ${at(`c."createdAt"`)} AS "at",
      ${at(`c."withdrawnAt"`)} AS "withdrawnAt"
    FROM "QuestionComment" c JOIN "Question" q ON q."id" = c."questionId" WHERE c.${OWN} AND ${SHOWN} ORDER BY c."createdAt", c."id"`,
  remarks: `
    SELECT e."memberId" AS "person", s."id" AS "scenario", s."statement", lower(e."kind"::text) AS "kind", e."body", ${at(`e."createdAt"`)} AS "at"
    FROM "RationaleThreadEntry" e JOIN "RationaleThread" t ON t."id" = e."threadId" JOIN "Scenario" s ON s."id" = t."scenarioId"
    WHERE e.${OWN} AND s."id" <> ALL ($4::uuid[]) ORDER BY e."createdAt", e."id"`,
  dissents: `
    SELECT d."memberId" AS "person", s."id" AS "scenario", s."statement", d."body", ${at(`d."createdAt"`)} AS "at"
    FROM "Dissent" d JOIN "Scenario" s ON s."id" = d."scenarioId"
    WHERE d.${OWN} AND s."id" <> ALL ($4::uuid[]) ORDER BY d."createdAt", d."id"`,
  proposals: `
    SELECT q."id" AS "question", ${TITLE} AS "title", lower(p."outcome"::text) AS "outcome", p."option", p."value", p."evidenceUrl" AS "evidence",
      p."quote", p."note", ${at(`p."proposedAt"`)} AS "at"
    FROM "ResolutionProposal" p JOIN "Question" q ON q."id" = p."questionId" WHERE p."proposedById" = $1 ORDER BY p."proposedAt", p."id"`,
  decisions: `
    SELECT q."id" AS "question", ${TITLE} AS "title", lower(d."verdict"::text) AS "verdict", d."note", ${at(`d."decidedAt"`)} AS "at"
    FROM "ResolutionDecision" d JOIN "ResolutionProposal" p ON p."id" = d."proposalId" JOIN "Question" q ON q."id" = p."questionId"
    WHERE d."decidedById" = $1 ORDER BY d."decidedAt", d."id"`,
  rounds: `
    SELECT q."id" AS "question", ${TITLE} AS "title", r."number", r."message", ${at(`r."opensAt"`)} AS "openedAt"
    FROM "Round" r JOIN "Question" q ON q."id" = r."questionId" WHERE r."openedById" = $1 ORDER BY r."opensAt", r."id"`,
  evidence: `
    SELECT q."id" AS "question", ${TITLE} AS "title", f."name", f."mediaType", f."size", encode(f."sha256", 'hex') AS "sha256",
      ${at(`f."uploadedAt"`)} AS "at"
    FROM "EvidenceFile" f JOIN "Question" q ON q."id" = f."questionId" WHERE f."uploadedById" = $1 ORDER BY f."uploadedAt", f."id"`,
  scores: `
    SELECT s."memberId" AS "person", q."id" AS "question", ${TITLE} AS "title", lower(s."rule"::text) AS "rule", s."value" AS "score",
      s."coverage", s."attendance"
    FROM "Score" s JOIN "Question" q ON q."id" = s."questionId" WHERE s.${OWN} AND ${SHOWN} ORDER BY q."id", s."memberId", s."rule"`,
  notices: `
    SELECT lower(n."kind"::text) AS "kind", n."questionId" AS "question", n."scenarioId" AS "scenario", ${at(`n."createdAt"`)} AS "at",
      ${at(`r."readAt"`)} AS "readAt"
    FROM "Notice" n LEFT JOIN "NoticeRead" r ON r."noticeId" = n."id"
    WHERE n."recipientId" = $1 AND (n."questionId" IS NULL OR n."questionId" <> ALL ($3::uuid[]))
      AND (n."scenarioId" IS NULL OR n."scenarioId" <> ALL ($4::uuid[])) ORDER BY n."createdAt", n."id"`,
  noticesOff: `
    SELECT lower("kind"::text) AS "kind", NULL AS "team", NULL AS "scenario", NULL AS "question" FROM "NoticeKindOff" WHERE "userId" = $1
    UNION ALL SELECT NULL, "teamId"::text, "scenarioId"::text, "questionId"::text FROM "NoticeMute" WHERE "userId" = $1`,
  audit: `
    SELECT ${at(`"at"`)} AS "at", "action", CASE WHEN "actorId" = $1 THEN 'self' WHEN "actorId" IS NULL THEN 'system' ELSE 'somebody else' END AS "by",
      "subjectId" AS "subject", "detail"
    FROM "AuditEntry" a WHERE ("actorId" = $1 OR "subjectId" = $1::text OR "subjectId" = ANY ($2::text[]))
      AND ("subjectId" IS NULL OR ("subjectId" <> ALL ($3::text[]) AND "subjectId" <> ALL ($4::text[])))
    ORDER BY a."at", a."id"`,
} as const;

export type PersonSection = keyof typeof PERSON_SECTIONS;
