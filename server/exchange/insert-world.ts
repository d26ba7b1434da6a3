import type { Prisma } from "#prisma/client/client";
import type { Settled } from "#server/exchange/settle-world";
import { worldRows } from "#server/exchange/world-rows";
import { journalAll } from "#server/ledger/journal";
import { insertRows } from "#server/platform/insert-rows";
import { scoreResolutions } from "#server/scores/score-question";

/**
 * Writes a settled world inside the import's transaction and scores what it resolves.
 *
 * @returns how many people were scored, questions added up
 */
export async function insertWorld(tx: Prisma.TransactionClient, settled: Settled): Promise<number> {
  const rows = worldRows(settled);
  await insertMembers(tx, settled);
  for (const [table, columns, list] of [
    ["Brief", BRIEF, rows.briefs],
    ["BriefVersion", BRIEF_VERSION, rows.briefVersions],
    ["Passage", PASSAGE, rows.passages],
    ["BriefSource", SOURCE, rows.sources],
    ["Scenario", SCENARIO, rows.scenarios],
    ["PassageAnchor", ANCHOR, rows.anchors],
    ["ScenarioRelation", RELATION, rows.relations],
    ["ScenarioRelationMember", RELATION_MEMBER, rows.relationMembers],
    ["Question", QUESTION, rows.questions],
    ["QuestionVersion", QUESTION_VERSION, rows.questionVersions],
    ["Forecast", FORECAST, rows.forecasts],
    ["ForecastHead", HEAD, rows.heads],
    ["Resolution", RESOLUTION, rows.resolutions],
  ] as const) {
    await insertRows(tx, table, columns, list);
  }
  await insertTags(tx, settled);
  await journalAll(tx, rows.journal);
  return scoreResolutions(
    tx,
    rows.resolutions.map(({ id }) => String(id)),
  );
}

async function insertMembers(tx: Prisma.TransactionClient, { teamId, world, newMembers }: Settled): Promise<void> {
  const rows = world.people.flatMap(({ id: externalId, name, role }) => {
    const id = newMembers.get(externalId);
    return id ? [{ id, teamId, externalId, name, role: role.toUpperCase() }] : [];
  });
  await insertRows(
    tx,
    "Member",
    { id: "uuid", teamId: "uuid", externalId: "text", name: "text", role: `"TeamRole"` },
    rows,
  );
}

async function insertTags(tx: Prisma.TransactionClient, { teamId, world }: Settled): Promise<void> {
  const labels = world.questions.flatMap(({ id: question, tags }) => tags.map((tag) => ({ question, tag })));
  if (labels.length === 0) return;
  const names = [...new Set(labels.map(({ tag }) => tag))];
  await tx.tag.createMany({ data: names.map((name) => ({ teamId, name })), skipDuplicates: true });
  await tx.$executeRaw`
    INSERT INTO "QuestionTag" ("teamId", "questionId", "tagId")
    SELECT q."teamId", q."id", t."id" FROM json_to_recordset(${JSON.stringify(labels)}::json) AS l(question text, tag text)
    JOIN "Question" q ON q."teamId" = ${teamId}::uuid AND q."externalId" = l.question
    JOIN "Tag" t ON t."teamId" = q."teamId" AND t."name" = l.tag`;
}

const OWNED = { id: "uuid", teamId: "uuid" };
const BRIEF = { ...OWNED, externalId: "text" };
const BRIEF_VERSION = {
  ...OWNED,
  briefId: "uuid",
  number: "int",
  title: "text",
  author: "text",
  publisher: "text",
  language: "text",
  sourceUrl: "text",
  publishedOn: "date",
  text: "text",
};
const PASSAGE = {
  ...OWNED,
  briefVersionId: "uuid",
  position: "int",
  number: "int",
  kind: `"PassageKind"`,
  text: "text",
  start: "int",
};
const SOURCE = {
  ...OWNED,
  briefVersionId: "uuid",
  number: "int",
  title: "text",
  outlet: "text",
  url: "text",
  accessedOn: "date",
  text: "text",
};
const SCENARIO = {
  ...OWNED,
  briefId: "uuid",
  externalId: "text",
  number: "int",
  statement: "text",
  archivedAt: "timestamptz",
};
const ANCHOR = {
  ...OWNED,
  scenarioId: "uuid",
  briefVersionId: "uuid",
  exact: "text",
  prefix: "text",
  suffix: "text",
  start: "int",
  end: "int",
};
const RELATION = { ...OWNED, kind: `"RelationKind"` };
const RELATION_MEMBER = { teamId: "uuid", relationId: "uuid", scenarioId: "uuid", position: "int" };
const QUESTION = {
  ...OWNED,
  scenarioId: "uuid",
  externalId: "text",
  role: `"QuestionRole"`,
  type: `"QuestionType"`,
  state: `"QuestionState"`,
  revealPolicy: `"RevealPolicy"`,
  revealAt: "timestamptz",
};
const QUESTION_VERSION = {
  ...OWNED,
  questionId: "uuid",
  number: "int",
  title: "text",
  criteria: "text",
  source: "text",
  baseRate: "text",
  opensAt: "timestamptz",
  closesAt: "timestamptz",
};
const FORECAST = {
  ...OWNED,
  questionId: "uuid",
  questionVersionId: "uuid",
  memberId: "uuid",
  kind: `"ForecastKind"`,
  probabilities: "float8[]",
  sequence: "int",
  madeAt: "timestamptz",
  reason: "text",
  reasonSalt: "bytea",
  origin: `"RecordOrigin"`,
  stated: "float8[]",
};
const HEAD = { teamId: "uuid", questionId: "uuid", memberId: "uuid", sequence: "int" };
const RESOLUTION = {
  ...OWNED,
  questionId: "uuid",
  version: "int",
  outcome: `"Outcome"`,
  knownAt: "timestamptz",
  evidenceUrl: "text",
  origin: `"RecordOrigin"`,
};
