/**
 * What belongs together in the database, as statements that give the rows for which it does not hold. `$1` is an id of version 7: only
 * what was written after it is looked at. Foreign keys and CHECKs are PostgreSQL's own business; these are what it does not know.
 */
export interface Rule {
  name: string;
  sql: string;
}

/** Records that the ledger speaks of, by the kind of entry. `often`: later acts on the record leave entries, too. */
const JOURNALLED: readonly { table: string; kind: string; id?: string; often?: true }[] = [
  { table: "Forecast", kind: "forecast" },
  { table: "BriefVersion", kind: "brief.version" },
  { table: "Scenario", kind: "scenario", often: true },
  { table: "QuestionVersion", kind: "question.version" },
  { table: "ConditionalQuestion", kind: "conditional", id: "questionId" },
  { table: "QuestionComment", kind: "comment", often: true },
  { table: "Round", kind: "round", often: true },
  { table: "ScenarioRelation", kind: "relation", often: true },
  { table: "ResolutionProposal", kind: "proposal" },
  { table: "ResolutionDecision", kind: "decision" },
  { table: "Resolution", kind: "resolution" },
  { table: "Dissent", kind: "dissent" },
  { table: "RationaleThreadEntry", kind: "rationale.comment" },
  { table: "DocumentVersion", kind: "rationale.version" },
  { table: "DocumentRedaction", kind: "rationale.redaction" },
];

/** Records that the audit log speaks of: as many new ones as entries, for each thing that the entries name. */
const AUDITED: readonly { table: string; actions: string; subject: string; only?: string }[] = [
  { table: "Brief", actions: "brief.create", subject: `r."id"` },
  { table: "BriefVersion", actions: "brief.newVersion", subject: `r."briefId"`, only: `r."number" > 1` },
  { table: "Scenario", actions: "scenario.create", subject: `r."id"` },
  // Every act on a scenario, archiving too, is in both logs.
  { table: "JournalEntry", actions: "scenario.%", subject: `r."recordId"`, only: `r."kind" = 'scenario'` },
  {
    table: "Question",
    actions: "question.create|question.askConditional",
    subject: `r."id"`,
    only: `r."replacesId" IS NULL`,
  },
  { table: "Question", actions: "question.replace", subject: `r."replacesId"`, only: `r."replacesId" IS NOT NULL` },
  {
    table: "QuestionVersion",
    actions: "question.edit|question.clarify|question.moveClose|question.addOption",
    subject: `r."questionId"`,
    only: `r."number" > 1`,
  },
  {
    table: "JournalEntry",
    actions: "question.publish",
    subject: `r."recordId"`,
    only: `r."kind" = 'question.state' AND r."body" ? 'state'`,
  },
  { table: "QuestionComment", actions: "comment.add", subject: `r."questionId"` },
  {
    table: "JournalEntry",
    actions: "comment.withdraw",
    subject: `r."topicId"`,
    only: `r."kind" = 'comment' AND r."body" ? 'withdrawn'`,
  },
  { table: "Forecast", actions: "forecast.%", subject: `r."questionId"` },
  { table: "ResolutionProposal", actions: "resolution.propose|resolution.correct", subject: `r."questionId"` },
  {
    table: "ResolutionDecision",
    actions: "resolution.confirm|resolution.reject|resolution.retract",
    subject: `(SELECT p."questionId" FROM "ResolutionProposal" p WHERE p."id" = r."proposalId")`,
  },
  { table: "Dissent", actions: "dissent.%", subject: `r."scenarioId"` },
  {
    table: "RationaleThreadEntry",
    actions: "rationale.comment%|rationale.thread%",
    subject: `(SELECT t."scenarioId" FROM "RationaleThread" t WHERE t."id" = r."threadId")`,
  },
  { table: "ScenarioRelation", actions: "relation.declare", subject: `r."id"` },
  {
    table: "ScenarioRelationChange",
    actions: "relation.withdraw|relation.restore|relation.suspend",
    subject: `r."relationId"`,
  },
  { table: "DocumentRedaction", actions: "rationale.redact", subject: `r."documentId"` },
  { table: "EvidenceFile", actions: "evidence.keep", subject: `r."questionId"` },
  { table: "Team", actions: "team.create", subject: `r."id"` },
  { table: "ApiToken", actions: "token.create", subject: `r."id"` },
  { table: "Deputy", actions: "deputy.name", subject: `r."deputyId"` },
  { table: "WorldImport", actions: "world.upload", subject: `r."id"` },
  { table: "Erasure", actions: "user.erase", subject: `r."userId"` },
  { table: "AccessLink", actions: "invitation.create", subject: `r."id"`, only: `r."kind" = 'INVITATION'` },
  { table: "AccessLink", actions: "link.reset", subject: `r."userId"`, only: `r."kind" = 'PASSWORD_RESET'` },
  { table: "AccessLink", actions: "link.sign_in", subject: `r."userId"`, only: `r."kind" = 'SIGN_IN'` },
];

const ENTERED = `p."id" > $1 AND (p."actorId" = r."userId" OR p."subjectId" = r."id"::text)`;
const CONFIRMED = `p."proposalId" = r."proposalId" AND p."verdict" = 'CONFIRMED'`;

/** What there is none of without a part, and how many of it there have to be. */
const PARTS: readonly { table: string; part: string; on: string; least?: number; only?: string }[] = [
  { table: "Brief", part: "BriefVersion", on: `p."briefId" = r."id"` },
  { table: "BriefVersion", part: "Passage", on: `p."briefVersionId" = r."id"` },
  { table: "Scenario", part: "PassageAnchor", on: `p."scenarioId" = r."id"` },
  { table: "Scenario", part: "ScenarioVersion", on: `p."scenarioId" = r."id"` },
  { table: "Question", part: "QuestionVersion", on: `p."questionId" = r."id"` },
  { table: "Question", part: "ConditionalQuestion", on: `p."questionId" = r."id"`, only: `r."role" = 'CONDITIONAL'` },
  { table: "ScenarioRelation", part: "ScenarioRelationMember", on: `p."relationId" = r."id"`, least: 2 },
  { table: "RationaleThread", part: "RationaleThreadEntry", on: `p."threadId" = r."id"` },
  { table: "Forecast", part: "ForecastHead", on: `p."questionId" = r."questionId" AND p."memberId" = r."memberId"` },
  {
    table: "Round",
    part: "AuditEntry",
    on: `p."action" = 'round.open' AND p."detail"::text LIKE '%' || r."id" || '%'`,
  },
  {
    table: "JournalEntry",
    part: "AuditEntry",
    on: `p."action" = 'round.end' AND p."detail"::text LIKE '%' || r."recordId" || '%'`,
    only: `r."kind" = 'round' AND r."body"->'early' = 'true'`,
  },
  { table: "User", part: "AuditEntry", on: `p."actorId" = r."id" OR p."subjectId" = r."id"::text` },
  { table: "Member", part: "AuditEntry", on: ENTERED, only: `r."userId" IS NOT NULL` },
  { table: "Resolution", part: "ResolutionDecision", on: CONFIRMED, only: `r."proposalId" IS NOT NULL` },
  {
    table: "ResolutionDecision",
    part: "Resolution",
    on: `p."proposalId" = r."proposalId"`,
    only: `r."verdict" = 'CONFIRMED'`,
  },
];

const journalled = JOURNALLED.flatMap(({ table, kind, id = "id", often }): Rule[] => [
  {
    name: `${table} with ${often ? "an entry" : "its one entry"} in the ledger`,
    sql: `SELECT r."${id}" FROM "${table}" r WHERE r."${id}" > $1 AND (SELECT count(*) FROM "JournalEntry" j
      WHERE j."recordId" = r."${id}" AND j."kind" = '${kind}' AND j."teamId" = r."teamId") ${often ? "< 1" : "<> 1"}`,
  },
  {
    name: `an entry "${kind}" with its ${table}`,
    // What an import brought goes with it when it is undone; the ledger says so.
    sql: `SELECT j."recordId" FROM "JournalEntry" j WHERE j."id" > $1 AND j."kind" = '${kind}'
      AND NOT EXISTS (SELECT FROM "${table}" r WHERE r."${id}" = j."recordId" AND r."teamId" = j."teamId")
      AND NOT EXISTS (SELECT FROM "JournalEntry" u WHERE u."kind" = 'import.undo' AND u."teamId" = j."teamId")`,
  },
]);

const audited = AUDITED.map(
  ({ table, actions, subject, only = "true" }): Rule => ({
    name: `as many ${table} as entries ${actions} in the audit log`,
    sql: `SELECT "subject" FROM (
        SELECT ${subject}::text AS "subject", 1 AS "one" FROM "${table}" r WHERE r."id" > $1 AND ${only}
        UNION ALL SELECT a."subjectId", -1 FROM "AuditEntry" a WHERE a."id" > $1
          AND (${actions
            .split("|")
            .map((action) => `a."action" LIKE '${action}'`)
            .join(" OR ")})
      ) both_sides GROUP BY 1 HAVING sum("one") <> 0`,
  }),
);

const whole = PARTS.map(
  ({ table, part, on, least = 1, only = "true" }): Rule => ({
    name: `${table} with ${part}`,
    sql: `SELECT r."id" FROM "${table}" r WHERE r."id" > $1 AND ${only} AND (SELECT count(*) FROM "${part}" p WHERE ${on}) < ${least}`,
  }),
);

/** Questions that something was written about. */
const TOUCHED = `EXISTS (SELECT FROM "JournalEntry" j WHERE j."id" > $1 AND (j."topicId" = q."id" OR j."recordId" = q."id"))`;
const UNDECIDED = `(SELECT FROM "ResolutionProposal" p WHERE p."questionId" = q."id" AND p."correctsId" IS NULL
  AND NOT EXISTS (SELECT FROM "ResolutionDecision" d WHERE d."proposalId" = p."id"))`;

const states: readonly Rule[] = [
  {
    name: "a question that is proposed upon, with the proposal",
    sql: `SELECT q."id" FROM "Question" q WHERE ${TOUCHED} AND (q."state" = 'PROPOSED') <> EXISTS ${UNDECIDED}`,
  },
  {
    name: "a question with a verdict, with the resolution",
    sql: `SELECT q."id" FROM "Question" q WHERE ${TOUCHED} AND q."state" IN ('RESOLVED', 'VOID', 'AMBIGUOUS')
      AND NOT EXISTS (SELECT FROM "Resolution" r WHERE r."questionId" = q."id")`,
  },
  {
    name: "a move of a question, with the question where it went",
    sql: `SELECT q."id" FROM "Question" q JOIN LATERAL (SELECT j."body"->>'to' AS "to" FROM "JournalEntry" j
        WHERE j."recordId" = q."id" AND j."kind" = 'question.state' AND j."body" ? 'to' ORDER BY j."id" DESC LIMIT 1) last ON true
      WHERE ${TOUCHED} AND last."to" <> q."state"::text`,
  },
  {
    name: "a head of a person's forecasts that is the last of them",
    sql: `SELECT h."questionId" FROM "ForecastHead" h JOIN "Question" q ON q."id" = h."questionId" WHERE ${TOUCHED}
      AND h."sequence" IS DISTINCT FROM (SELECT max(f."sequence") FROM "Forecast" f
        WHERE f."questionId" = h."questionId" AND f."memberId" = h."memberId")`,
  },
  {
    name: "as many acts on a relation as entries in the ledger",
    sql: `SELECT "relation" FROM (
        SELECT r."id" AS "relation", 1 AS "one" FROM "ScenarioRelation" r WHERE r."id" > $1
        UNION ALL SELECT c."relationId", 1 FROM "ScenarioRelationChange" c WHERE c."id" > $1
        UNION ALL SELECT j."recordId", -1 FROM "JournalEntry" j WHERE j."kind" = 'relation' AND j."id" > $1
      ) both_sides GROUP BY 1 HAVING sum("one") <> 0`,
  },
  {
    name: "a question that was published, open",
    sql: `SELECT j."recordId" FROM "JournalEntry" j JOIN "Question" q ON q."id" = j."recordId"
      WHERE j."id" > $1 AND j."kind" = 'question.state' AND j."body" ? 'state' AND (q."state" = 'DRAFT' OR q."publishedAt" IS NULL)`,
  },
  {
    name: "a comment whose withdrawal is in the ledger, withdrawn",
    sql: `SELECT c."id" FROM "JournalEntry" j JOIN "QuestionComment" c ON c."id" = j."recordId"
      WHERE j."id" > $1 AND j."kind" = 'comment' AND (j."body" ? 'withdrawn') AND c."withdrawnAt" IS NULL`,
  },
  {
    name: "a round that is over, with its end in the ledger",
    sql: `SELECT r."id" FROM "Round" r JOIN "Question" q ON q."id" = r."questionId"
      WHERE ${TOUCHED} AND (r."settledAt" IS NOT NULL) <> EXISTS (
        SELECT FROM "JournalEntry" e WHERE e."recordId" = r."id" AND e."kind" = 'round' AND e."body"->>'event' = 'ENDED')`,
  },
  {
    name: "a round that was ended by hand, with its end in the ledger",
    sql: `SELECT r."id" FROM "AuditEntry" a JOIN "Round" r ON r."teamId" = a."teamId" AND a."detail"::text LIKE '%' || r."id" || '%'
      WHERE a."id" > $1 AND a."action" = 'round.end' AND NOT EXISTS (
        SELECT FROM "JournalEntry" e WHERE e."recordId" = r."id" AND e."kind" = 'round' AND e."body"->>'event' = 'ENDED')`,
  },
  {
    name: "an answer that is kept for a key, of a call that was done",
    sql: `SELECT "key" FROM "StoredAnswer" WHERE "status" NOT BETWEEN 200 AND 299 AND $1::uuid IS NOT NULL`,
  },
  {
    name: "an import whose file is there whole",
    sql: `SELECT i."id" FROM "WorldImport" i WHERE i."id" > $1 AND i."state" = 'UPLOADING'`,
  },
  {
    name: "entries of a team that there is",
    sql: `SELECT e."id" FROM (SELECT "id", "teamId" FROM "JournalEntry" UNION ALL SELECT "id", "teamId" FROM "AuditEntry") e
      WHERE e."id" > $1 AND e."teamId" IS NOT NULL AND NOT EXISTS (SELECT FROM "Team" t WHERE t."id" = e."teamId")`,
  },
];

export const RULES: readonly Rule[] = [...journalled, ...audited, ...whole, ...states];
