import { z } from "zod";
import { OUTCOME_WORDS } from "#core/answer-words";
import type { OutcomeKind } from "#core/outcome";
import { type Actor, can } from "#core/permissions";
import { QUESTION_TYPES, type QuestionType } from "#core/question";
import { periodOf, type QuestionSelection } from "#core/question-selection";
import type { StoredType, VersionSpec } from "#server/forecasts/read-specs";
import { said } from "#server/forecasts/said";
import { pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { type TeamScope, teamScope } from "#server/scores/team-scope";

/** A resolved question that counts. Instants in milliseconds, with the database's microseconds. */
export interface SelectedQuestion {
  id: string;
  teamId: string;
  briefId: string;
  title: string;
  type: QuestionType;
  outcome: OutcomeKind;
  /** What happened in words. */
  said: string;
  /** The verdict in force: its scores are the ones that hold. */
  resolutionId: string;
  /** Raised whenever its scores are written or removed. */
  scoreMark: number;
  opensAt: number;
  closesAt: number;
  knownAt: number;
  /** A = min(known, scheduled close), by which a period selects. */
  effectiveClose: number;
}

/** What the filters offer: only what at least one resolved question of the chosen teams has, with how many. */
export interface SelectionOptions {
  briefs: { id: string; title: string; questions: number }[];
  tags: { name: string; questions: number }[];
  types: { type: QuestionType; questions: number }[];
}

export interface OpenSelection {
  scope: TeamScope;
  /** What holds: as asked, save for a team, brief, tag or type that is not on offer. `team` is null only for all teams. */
  selection: QuestionSelection;
  options: SelectionOptions;
}

/**
 * Settles which questions somebody asks about, within their rights: two queries.
 *
 * @throws NOT_FOUND for whoever may read no board
 */
export async function openSelection(
  actor: Actor,
  currentTeamId: string,
  asked: QuestionSelection,
): Promise<OpenSelection> {
  const scope = await teamScope(actor, currentTeamId, asked.team ?? undefined);
  const options = await optionsIn(scope.teamIds);
  return {
    scope,
    options,
    selection: {
      ...asked,
      team: scope.chosen?.id ?? "all",
      brief: options.briefs.find(({ id }) => id === asked.brief)?.id ?? null,
      tag: options.tags.find(({ name }) => name === asked.tag)?.name ?? null,
      type: options.types.find(({ type }) => type === asked.type)?.type ?? null,
    },
  };
}

/**
 * The resolved questions of some teams that a selection takes, the latest closed first: one query.
 *
 * Only questions whose verdict in force says what happened are taken. Such a question shows every forecast to all who may read
 * it (`sightOf` in core/visibility), so nothing worked out from them tells more than its own page.
 *
 * @param selection its `team` is not read: `teamIds` says whose
 * @throws NOT_FOUND for a team whose board the actor may not read, or several without the right to compare teams
 */
export async function selectedQuestions(
  actor: Actor,
  teamIds: readonly string[],
  selection: QuestionSelection,
): Promise<SelectedQuestion[]> {
  requireBoards(actor, teamIds);
  const { from, until } = periodOf(selection);
  const { rows } = await pool.query<SelectedRow>(SELECTED, [
    teamIds,
    selection.brief,
    selection.tag,
    selection.type,
    from === null ? null : new Date(from),
    until === null ? null : new Date(until),
  ]);
  return rows.map(toSelected);
}

interface SelectedRow extends Omit<SelectedQuestion, "said">, VersionSpec {
  stored: StoredType;
  option: string | null;
  value: number | null;
}

function toSelected(row: SelectedRow): SelectedQuestion {
  const { id, teamId, briefId, title, type, outcome, resolutionId, scoreMark } = row;
  const { opensAt, closesAt, knownAt, effectiveClose } = row;
  const words = said(row, row.stored, row) ?? OUTCOME_WORDS[outcome];
  const question = { id, teamId, briefId, title, type, outcome, said: words, resolutionId, scoreMark };
  return { ...question, opensAt, closesAt, knownAt, effectiveClose };
}

/** @throws NOT_FOUND unless the actor may read each of these teams' boards, and compare them if they are several */
export function requireBoards(actor: Actor, teamIds: readonly string[]): void {
  for (const teamId of teamIds) if (!can(actor, "board.read", { teamId })) throw notFound();
  if (teamIds.length > 1 && !can(actor, "board.across")) throw notFound();
}

const VERDICT = `JOIN LATERAL (SELECT "id", "outcome", "option", "value", "knownAt" FROM "Resolution" WHERE "questionId" = q."id"
    ORDER BY "version" DESC LIMIT 1) r ON r."outcome" NOT IN ('VOID', 'AMBIGUOUS')`;

const SELECTED = `
  SELECT q."id", q."teamId", s."briefId", v."title", lower(q."type"::text) AS "type", r."outcome", r."id" AS "resolutionId",
    q."scoreMark", r."option", r."value", q."type" AS "stored", v."options", v."rangeMin", v."rangeMax", v."openLower",
    v."openUpper", v."zeroPoint", v."unit",
    (extract(epoch FROM v."opensAt") * 1000)::float8 AS "opensAt",
    (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
    (extract(epoch FROM r."knownAt") * 1000)::float8 AS "knownAt",
    (extract(epoch FROM least(r."knownAt", v."closesAt")) * 1000)::float8 AS "effectiveClose"
  FROM "Question" q
  JOIN "Scenario" s ON s."id" = q."scenarioId"
  ${VERDICT}
  JOIN LATERAL (SELECT * FROM "QuestionVersion" WHERE "questionId" = q."id"
    ORDER BY "number" DESC LIMIT 1) v ON true
  WHERE q."teamId" = ANY ($1::uuid[]) AND q."state" = 'RESOLVED'
    AND ($2::uuid IS NULL OR s."briefId" = $2)
    AND ($3::text IS NULL OR EXISTS (SELECT FROM "QuestionTag" qt JOIN "Tag" t ON t."id" = qt."tagId"
      WHERE qt."questionId" = q."id" AND t."name" = $3))
    AND ($4::text IS NULL OR lower(q."type"::text) = $4)
    AND ($5::timestamptz IS NULL OR least(r."knownAt", v."closesAt") >= $5)
    AND ($6::timestamptz IS NULL OR least(r."knownAt", v."closesAt") < $6)
  ORDER BY "effectiveClose" DESC, q."id"`;

const OPTIONS = `
  WITH settled AS (
    SELECT q."id", lower(q."type"::text) AS "type", s."briefId" FROM "Question" q
    JOIN "Scenario" s ON s."id" = q."scenarioId"
    ${VERDICT}
    WHERE q."teamId" = ANY ($1::uuid[]) AND q."state" = 'RESOLVED')
  SELECT 'brief' AS "kind", b."briefId"::text AS "value", v."title" AS "label", b."questions"
  FROM (SELECT "briefId", count(*)::int AS "questions" FROM settled GROUP BY "briefId") b
  JOIN LATERAL (SELECT "title" FROM "BriefVersion" WHERE "briefId" = b."briefId" ORDER BY "number" DESC LIMIT 1) v ON true
  UNION ALL
  SELECT 'tag', t."name", t."name", count(*)::int FROM settled
    JOIN "QuestionTag" qt ON qt."questionId" = settled."id" JOIN "Tag" t ON t."id" = qt."tagId" GROUP BY t."name"
  UNION ALL
  SELECT 'type', "type", "type", count(*)::int FROM settled GROUP BY "type"
  ORDER BY 1, 3`;

interface Option {
  kind: "brief" | "tag" | "type";
  value: string;
  label: string;
  questions: number;
}

async function optionsIn(teamIds: readonly string[]): Promise<SelectionOptions> {
  const { rows } = await pool.query<Option>(OPTIONS, [teamIds]);
  const options: SelectionOptions = { briefs: [], tags: [], types: [] };
  for (const { kind, value, label, questions } of rows) {
    if (kind === "brief") options.briefs.push({ id: value, title: label, questions });
    else if (kind === "tag") options.tags.push({ name: value, questions });
    else options.types.push({ type: z.enum(QUESTION_TYPES).parse(value), questions });
  }
  return options;
}
