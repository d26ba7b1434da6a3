import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";

/** Why an import stays: others have built on it. */
export class BuiltUpon extends Error {
  override readonly name = "BuiltUpon";
  constructor(readonly what: readonly string[]) {
    super(`this import cannot be undone: ${what.join(", ")}`);
  }
}

const QUESTIONS = `SELECT "id" FROM "Question" WHERE "importId" = $1::uuid`;
const SCENARIOS = `SELECT "id" FROM "Scenario" WHERE "importId" = $1::uuid`;
const BRIEFS = `SELECT "id" FROM "Brief" WHERE "importId" = $1::uuid`;

/** When its transaction began, to the microsecond: what that wrote is not later. */
const IMPORTED_AT = `SELECT "importedAt" FROM "WorldImport" WHERE "id" = $1::uuid`;

/** What people may have added to what an import brought, each with the query that counts it. */
const BUILT: readonly (readonly [one: string, many: string, sql: string])[] = [
  ["forecast", "forecasts", `FROM "Forecast" WHERE "questionId" IN (${QUESTIONS}) AND "origin" <> 'IMPORT'`],
  ["round", "rounds", `FROM "Round" WHERE "questionId" IN (${QUESTIONS})`],
  ["proposal", "proposals", `FROM "ResolutionProposal" WHERE "questionId" IN (${QUESTIONS})`],
  ["verdict", "verdicts", `FROM "Resolution" WHERE "questionId" IN (${QUESTIONS}) AND "origin" <> 'IMPORT'`],
  ["comment", "comments", `FROM "QuestionComment" WHERE "questionId" IN (${QUESTIONS})`],
  ["new wording", "new wordings", `FROM "QuestionVersion" WHERE "questionId" IN (${QUESTIONS}) AND "number" > 1`],
  [
    "question",
    "questions",
    `FROM "Question" WHERE "scenarioId" IN (${SCENARIOS}) AND "importId" IS DISTINCT FROM $1::uuid`,
  ],
  ["scenario", "scenarios", `FROM "Scenario" WHERE "briefId" IN (${BRIEFS}) AND "importId" IS DISTINCT FROM $1::uuid`],
  ["new text of a brief", "new texts of briefs", `FROM "BriefVersion" WHERE "briefId" IN (${BRIEFS}) AND "number" > 1`],
  [
    "quoted passage",
    "quoted passages",
    `FROM "PassageAnchor" WHERE "scenarioId" IN (${SCENARIOS}) AND "createdAt" > (${IMPORTED_AT})`,
  ],
  [
    "relation",
    "relations",
    `FROM "ScenarioRelation" r WHERE r."createdAt" > (${IMPORTED_AT}) AND EXISTS (SELECT FROM "ScenarioRelationMember" m
       WHERE m."relationId" = r."id" AND m."scenarioId" IN (${SCENARIOS}))`,
  ],
  [
    "comment on a rationale",
    "comments on rationales",
    `FROM "RationaleThreadEntry" e JOIN "RationaleThread" t ON t."id" = e."threadId"
       WHERE e."kind" = 'COMMENT' AND t."scenarioId" IN (${SCENARIOS})`,
  ],
  [
    "change of a relation",
    "changes of relations",
    `FROM "ScenarioRelationChange" c WHERE EXISTS (SELECT FROM "ScenarioRelationMember" m
       WHERE m."relationId" = c."relationId" AND m."scenarioId" IN (${SCENARIOS}))`,
  ],
  ["shared text", "shared texts", `FROM "Document" WHERE "id" IN (${SCENARIOS}) AND "head" > 0`],
];

/** In the order in which nothing is left pointing to what goes. Scores and labels go with their questions. */
const GOES = [
  `DELETE FROM "Resolution" WHERE "questionId" IN (${QUESTIONS})`,
  `DELETE FROM "Forecast" WHERE "questionId" IN (${QUESTIONS})`,
  `DELETE FROM "ForecastHead" WHERE "questionId" IN (${QUESTIONS})`,
  `DELETE FROM "QuestionVersion" WHERE "questionId" IN (${QUESTIONS})`,
  `DELETE FROM "ConditionalQuestion" WHERE "questionId" IN (${QUESTIONS})`,
  `DELETE FROM "Question" WHERE "importId" = $1::uuid`,
  `DELETE FROM "ScenarioRelation" WHERE "id" IN
     (SELECT "relationId" FROM "ScenarioRelationMember" WHERE "scenarioId" IN (${SCENARIOS}))`,
  `DELETE FROM "PassageAnchor" WHERE "scenarioId" IN (${SCENARIOS})`,
  `DELETE FROM "Document" WHERE "id" IN (${SCENARIOS})`,
  `DELETE FROM "Scenario" WHERE "importId" = $1::uuid`,
  `DELETE FROM "Passage" WHERE "briefVersionId" IN (SELECT "id" FROM "BriefVersion" WHERE "briefId" IN (${BRIEFS}))`,
  `DELETE FROM "BriefSource" WHERE "briefVersionId" IN (SELECT "id" FROM "BriefVersion" WHERE "briefId" IN (${BRIEFS}))`,
  `DELETE FROM "BriefVersion" WHERE "briefId" IN (${BRIEFS})`,
  `DELETE FROM "Brief" WHERE "importId" = $1::uuid`,
  // Who has forecast since, or signs in by now, stays: only the mark of the import goes.
  `DELETE FROM "Member" m WHERE "importId" = $1::uuid AND "userId" IS NULL
     AND NOT EXISTS (SELECT FROM "ForecastHead" h WHERE h."memberId" = m."id")`,
  `UPDATE "Member" SET "importId" = NULL WHERE "importId" = $1::uuid`,
];

/**
 * Takes an import back, inside the caller's transaction: what it brought goes, as long as nobody has built on it. The
 * ledger keeps every leaf; one more entry says that these records were withdrawn, and how many.
 *
 * @throws {BuiltUpon} naming what others added since; nothing is changed then
 */
export async function undoImport(
  tx: Prisma.TransactionClient,
  importId: string,
  actorId: string | null,
): Promise<void> {
  const [given] = await tx.$queryRaw<{ teamId: string; tags: string[] | null }[]>`
    SELECT "teamId", "report"->'newTags' AS "tags" FROM "WorldImport"
    WHERE "id" = ${importId}::uuid AND "state" = 'UNDOING' FOR NO KEY UPDATE`;
  if (!given) throw new RangeError(`import ${importId} must be waiting to be undone`);
  const built = await builtOn(tx, importId);
  if (built.length > 0) throw new BuiltUpon(built);
  const forecasts = await tx.forecast.count({ where: { question: { importId } } });
  await tx.$executeRaw`
    UPDATE "WorldImport" SET "state" = 'UNDONE', "undoneAt" = clock_timestamp(), "undoneById" = ${actorId}::uuid,
      "progress" = 1, "phase" = '' WHERE "id" = ${importId}::uuid`;
  for (const statement of GOES) await tx.$executeRawUnsafe(statement, importId);
  await tx.tag.deleteMany({ where: { id: { in: given.tags ?? [] }, questions: { none: {} } } });
  const { teamId } = given;
  await journal(tx, { teamId, kind: "import.undo", recordId: importId, body: { import: importId, forecasts } });
  await recordAudit(tx, { actorId, teamId, action: "world.undo", subjectId: importId, detail: { forecasts } });
}

/** What others have added since, in words: "2 comments". */
export async function builtOn(tx: Prisma.TransactionClient, importId: string): Promise<string[]> {
  const found: string[] = [];
  for (const [one, many, sql] of BUILT) {
    const [row] = await tx.$queryRawUnsafe<{ count: number }[]>(`SELECT count(*)::int AS count ${sql}`, importId);
    const count = row?.count ?? 0;
    if (count > 0) found.push(`${count} ${count === 1 ? one : many}`);
  }
  return found;
}
