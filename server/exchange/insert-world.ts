import type { ReadWorld } from "#core/world-read";
import type { Prisma } from "#prisma/client/client";
import type { ForecastStage } from "#server/exchange/forecast-stage";
import { insertForecasts } from "#server/exchange/insert-forecasts";
import type { Settled } from "#server/exchange/settle-world";
import { worldRows } from "#server/exchange/world-rows";
import { journalAll } from "#server/ledger/journal";
import type { CopySession } from "#server/platform/copy-session";
import { insertRows } from "#server/platform/insert-rows";
import { scoreResolutions } from "#server/scores/score-question";

/** What a step of an import has done of its work, in [0, 1]. */
export type Step = (phase: string, share: number) => Promise<void>;

/** Forecasts whose questions are scored in one go: their logs are held in memory together. */
const SCORED_TOGETHER = 50_000;

/**
 * Writes a settled world inside the import's transaction and scores what it resolves.
 *
 * @returns how many people were scored, questions added up, and the labels that the team did not have
 */
export async function insertWorld(
  session: CopySession,
  settled: Settled,
  read: ReadWorld,
  stage: ForecastStage,
  step: Step,
): Promise<{ scored: number; newTags: string[] }> {
  const { tx } = session;
  const rows = worldRows(settled);
  await step("Writing questions", 0);
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
  ] as const) {
    await insertRows(tx, table, columns, list);
  }
  const newTags = await insertTags(tx, settled);
  const logged = await insertForecasts(session, settled, { read, rows, stage }, step);
  await step("Writing answers", 0);
  await insertRows(tx, "Resolution", RESOLUTION, rows.resolutions);
  await step("Sealing", 0);
  await journalAll(tx, rows.journal);
  await step("Scoring", 0);
  return { scored: await scoreAll(tx, rows.resolutions, logged, step), newTags };
}

/** In batches of as many questions as have {@link SCORED_TOGETHER} forecasts together. */
async function scoreAll(
  tx: Prisma.TransactionClient,
  resolutions: readonly Record<string, unknown>[],
  logged: ReadonlyMap<string, number>,
  step: Step,
): Promise<number> {
  let scored = 0;
  let batch: string[] = [];
  let held = 0;
  for (const [i, { id, questionId }] of resolutions.entries()) {
    batch.push(String(id));
    held += logged.get(String(questionId)) ?? 0;
    if (held < SCORED_TOGETHER && i + 1 < resolutions.length) continue;
    scored += await scoreResolutions(tx, batch);
    batch = [];
    held = 0;
    await step("Scoring", (i + 1) / resolutions.length);
  }
  return scored;
}

async function insertMembers(
  tx: Prisma.TransactionClient,
  { teamId, importId, world, newMembers }: Settled,
): Promise<void> {
  const rows = world.people.flatMap(({ id: externalId, name, role }) => {
    const id = newMembers.get(externalId);
    return id ? [{ id, teamId, importId, externalId, name, role: role.toUpperCase() }] : [];
  });
  await insertRows(tx, "Member", { ...BROUGHT, name: "text", role: `"TeamRole"` }, rows);
}

/** @returns the ids of labels that the team did not have */
async function insertTags(tx: Prisma.TransactionClient, { teamId, world }: Settled): Promise<string[]> {
  const labels = world.questions.flatMap(({ id: question, tags }) => tags.map((tag) => ({ question, tag })));
  if (labels.length === 0) return [];
  const names = [...new Set(labels.map(({ tag }) => tag))];
  const made = await tx.tag.createManyAndReturn({
    data: names.map((name) => ({ teamId, name })),
    skipDuplicates: true,
    select: { id: true },
  });
  await tx.$executeRaw`
    INSERT INTO "QuestionTag" ("teamId", "questionId", "tagId")
    SELECT q."teamId", q."id", t."id" FROM json_to_recordset(${JSON.stringify(labels)}::json) AS l(question text, tag text)
    JOIN "Question" q ON q."teamId" = ${teamId}::uuid AND q."externalId" = l.question
    JOIN "Tag" t ON t."teamId" = q."teamId" AND t."name" = l.tag`;
  return made.map(({ id }) => id);
}

const OWNED = { id: "uuid", teamId: "uuid" };
const BROUGHT = { ...OWNED, importId: "uuid", externalId: "text" };
const BRIEF = BROUGHT;
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
  ...BROUGHT,
  briefId: "uuid",
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
  ...BROUGHT,
  scenarioId: "uuid",
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
const RESOLUTION = {
  ...OWNED,
  questionId: "uuid",
  version: "int",
  outcome: `"Outcome"`,
  knownAt: "timestamptz",
  evidenceUrl: "text",
  origin: `"RecordOrigin"`,
};
