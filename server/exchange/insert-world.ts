import type { ReadWorld } from "#core/world-read";
import type { Prisma } from "#prisma/client/client";
import type { ForecastStage } from "#server/exchange/forecast-stage";
import { insertForecasts } from "#server/exchange/insert-forecasts";
import type { Settled } from "#server/exchange/settle-world";
import { worldRows } from "#server/exchange/world-rows/world-rows";
import { journalCopy } from "#server/ledger/journal";
import type { CopySession } from "#server/platform/copy-session";
import { scoreResolutions } from "#server/scores/score-question";

/** What a step of an import has done of its work, in [0, 1]. */
export type Step = (phase: string, share: number) => Promise<void>;

/** Forecasts whose questions are scored in one go: their logs are held in memory together. */
const SCORED_TOGETHER = 10_000;

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
  await insertMembers(session, settled);
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
    ["ConditionalQuestion", CONDITIONAL, rows.conditionals],
  ] as const) {
    await session.insert(table, columns, list);
  }
  const newTags = await insertTags(tx, settled);
  const logged = await insertForecasts(session, settled, { read, rows, stage }, step);
  await step("Writing answers", 0);
  await session.insert("Resolution", RESOLUTION, rows.resolutions);
  await step("Sealing", 0);
  await journalCopy(session, rows.journal);
  await step("Scoring", 0);
  return { scored: await scoreAll(session, rows.resolutions, logged, step), newTags };
}

/** In batches of as many questions as have {@link SCORED_TOGETHER} forecasts together. */
async function scoreAll(
  { tx, insert }: CopySession,
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
    scored += await scoreResolutions(tx, batch, insert);
    batch = [];
    held = 0;
    await step("Scoring", (i + 1) / resolutions.length);
  }
  return scored;
}

async function insertMembers(session: CopySession, { teamId, importId, world, newMembers }: Settled): Promise<void> {
  const rows = world.people.flatMap(({ id: externalId, name, role }) => {
    const id = newMembers.get(externalId);
    return id ? [{ id, teamId, importId, externalId, name, role: role.toUpperCase() }] : [];
  });
  await session.insert("Member", [...BROUGHT, "name", "role"], rows);
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

const OWNED = ["id", "teamId"];
const BROUGHT = [...OWNED, "importId", "externalId"];
const BRIEF = BROUGHT;
const BRIEF_VERSION = [
  ...OWNED,
  "briefId",
  "number",
  "title",
  "author",
  "publisher",
  "language",
  "sourceUrl",
  "publishedOn",
  "text",
];
const PASSAGE = [...OWNED, "briefVersionId", "position", "number", "kind", "text", "start"];
const SOURCE = [...OWNED, "briefVersionId", "number", "title", "outlet", "url", "accessedOn", "text"];
const SCENARIO = [...BROUGHT, "briefId", "number", "statement", "archivedAt"];
const ANCHOR = [...OWNED, "scenarioId", "briefVersionId", "exact", "prefix", "suffix", "start", "end"];
const RELATION = [...OWNED, "kind"];
const RELATION_MEMBER = ["teamId", "relationId", "scenarioId", "position"];
const CONDITIONAL = ["questionId", "teamId", "antecedentId", "consequentId", "holds"];
const QUESTION = [...BROUGHT, "scenarioId", "role", "type", "state", "revealPolicy", "revealAt"];
const QUESTION_VERSION = [
  ...OWNED,
  "questionId",
  "number",
  "title",
  "criteria",
  "source",
  "baseRate",
  "options",
  "rangeMin",
  "rangeMax",
  "openLower",
  "openUpper",
  "zeroPoint",
  "unit",
  "amendment",
  "reason",
  "opensAt",
  "closesAt",
];
const RESOLUTION = [
  ...OWNED,
  "questionId",
  "version",
  "outcome",
  "option",
  "value",
  "knownAt",
  "followsId",
  "evidenceUrl",
  "origin",
];
