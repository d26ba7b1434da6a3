import type { OutcomeKind } from "#core/outcome";
import { type Actor, can, forecastingMembership, makerOf, readableTeams } from "#core/permissions";
import type { RevealPolicy } from "#core/question";
import type { StoredState } from "#core/resolution";
import type { RoundSpan } from "#core/round";
import { type RevealRule, sightOf, viewerOf } from "#core/visibility";
import type { AmendmentKind, NoticeKind } from "#prisma/client/client";
import type { StoredType, VersionSpec } from "#server/forecasts/read-specs";
import { pool } from "#server/platform/db";
import { ROUND_SPANS } from "#server/rounds/round-spans";

/** How many days a notice is kept: the list ends there, and the job `notices.expire` deletes what is older. */
export const KEPT_DAYS = 90;
/** How many notices a person's list goes back at most. */
export const LIST_LIMIT = 500;
/** More unread ones than this are "99+" in the frame. */
export const COUNT_LIMIT = 100;

/** A notice with what decides now whether its reader may see it and whether it still asks for anything. */
export interface NoticeRow {
  id: string;
  kind: NoticeKind;
  teamId: string;
  questionId: string | null;
  /** Null where it is about deputies. */
  scenarioId: string | null;
  resolutionId: string | null;
  createdAt: Date;
  /** The same in whole microseconds since the epoch, as the list is in the order of. */
  micros: number;
  read: boolean;
  actorName: string | null;
  question: {
    title: string;
    type: StoredType;
    asked: VersionSpec;
    state: StoredState;
    revealPolicy: RevealPolicy;
    revealAt: number | null;
    rounds: RoundSpan[];
    opensAt: number;
    closesAt: number;
  } | null;
  /** The reader's latest own act on the question. */
  own: { kind: "FORECAST" | "WITHDRAWAL" | "REAFFIRMATION"; at: number; probability: number | null } | null;
  /** The round it speaks of, with the end in force. */
  round: RoundSpan | null;
  /** The deputyship it speaks of, with the end in force. */
  deputyship: {
    team: string;
    leadId: string;
    deputyId: string;
    lead: string;
    deputy: string;
    from: number;
    until: number;
    endedBy: string | null;
  } | null;
  proposal: {
    outcome: OutcomeKind | null;
    option: string | null;
    value: number | null;
    corrects: boolean;
    proposedById: string | null;
    by: string | null;
    verdict: "CONFIRMED" | "REJECTED" | "RETRACTED" | null;
  } | null;
  /** Null once its author has taken the words back. */
  comment: { body: string | null } | null;
  /** The amendment it speaks of: `amendment` is null where the question took the place of another. */
  version: { number: number; amendment: AmendmentKind | null; reason: string } | null;
  /** A comment on a rationale; its words are null while its author has taken them back. */
  remark: { threadId: string; body: string | null } | null;
  /** The scenario's headline question, whose numbers a comment on the rationale may speak of, as it decides whether they are shown. */
  headline: (RevealRule & { hasForecast: boolean }) | null;
  /** Whether the resolution it speaks of is the question's latest. */
  inForce: boolean;
  now: number;
}

const ROWS = `
  SELECT n."id", n."kind", n."teamId", n."questionId", s."id" AS "scenarioId", n."resolutionId", n."createdAt",
    (extract(epoch FROM n."createdAt") * 1000000)::float8 AS "micros",
    r."readAt" IS NOT NULL AS "read", a."name" AS "actorName",
    CASE WHEN q."id" IS NOT NULL THEN json_build_object('title', v."title", 'state', q."state", 'type', q."type",
      'asked', json_build_object('options', v."options", 'rangeMin', v."rangeMin", 'rangeMax', v."rangeMax",
        'openLower', v."openLower", 'openUpper', v."openUpper", 'zeroPoint', v."zeroPoint", 'unit', v."unit"),
      'revealPolicy', q."revealPolicy", 'revealAt', extract(epoch FROM q."revealAt") * 1000, 'rounds', ${ROUND_SPANS},
      'opensAt', extract(epoch FROM v."opensAt") * 1000, 'closesAt', extract(epoch FROM v."closesAt") * 1000) END AS "question",
    CASE WHEN f."kind" IS NOT NULL THEN json_build_object('kind', f."kind", 'at', extract(epoch FROM f."madeAt") * 1000,
      'probability', f."probability") END AS "own",
    CASE WHEN o."id" IS NOT NULL THEN json_build_object('number', o."number",
      'opensAt', extract(epoch FROM o."opensAt") * 1000,
      'endsAt', extract(epoch FROM coalesce(o."endedAt", o."endsAt")) * 1000) END AS "round",
    CASE WHEN t."id" IS NOT NULL THEN json_build_object('team', tm."name", 'leadId', t."leadId", 'deputyId', t."deputyId",
      'lead', lm."name", 'deputy', dm."name", 'from', extract(epoch FROM t."from") * 1000,
      'until', extract(epoch FROM least(t."until", coalesce(t."endedAt", t."until"))) * 1000,
      'endedBy', CASE WHEN t."endedAt" < t."until" THEN te."name" END) END AS "deputyship",
    CASE WHEN p."id" IS NOT NULL THEN json_build_object('outcome', p."outcome", 'option', p."option", 'value', p."value", 'corrects', p."correctsId" IS NOT NULL, 'proposedById', p."proposedById",
      'by', pu."name", 'verdict', d."verdict") END AS "proposal",
    CASE WHEN c."id" IS NOT NULL THEN json_build_object('body',
      CASE WHEN c."withdrawnAt" IS NULL THEN left(c."body", 240) END) END AS "comment",
    CASE WHEN w."id" IS NOT NULL THEN json_build_object('number', w."number", 'amendment', w."amendment",
      'reason', coalesce(w."reason", '')) END AS "version",
    CASE WHEN n."remarkId" IS NOT NULL THEN json_build_object('threadId', e."threadId", 'body', left(said."body", 240)) END AS "remark",
    h."rule" AS "headline",
    NOT EXISTS (SELECT FROM "Resolution" mine JOIN "Resolution" later
      ON later."questionId" = mine."questionId" AND later."version" > mine."version"
      WHERE mine."id" = n."resolutionId") AS "inForce",
    (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "now"
  FROM "Notice" n
  LEFT JOIN "NoticeRead" r ON r."noticeId" = n."id"
  LEFT JOIN "User" a ON a."id" = n."actorId"
  LEFT JOIN "Question" q ON q."id" = n."questionId"
  LEFT JOIN "Scenario" s ON s."id" = coalesce(n."scenarioId", q."scenarioId")
  LEFT JOIN LATERAL (SELECT * FROM "QuestionVersion" WHERE "questionId" = q."id"
    ORDER BY "number" DESC LIMIT 1) v ON true
  LEFT JOIN "Member" m ON m."teamId" = n."teamId" AND m."userId" = n."recipientId" AND m."leftAt" IS NULL
  LEFT JOIN LATERAL (SELECT "kind", "madeAt", CASE WHEN cardinality("probabilities") = 1 THEN "probabilities"[1] END AS "probability" FROM "Forecast"
    WHERE "questionId" = q."id" AND "memberId" = m."id" ORDER BY "sequence" DESC LIMIT 1) f ON true
  LEFT JOIN "ResolutionProposal" p ON p."id" = n."proposalId"
  LEFT JOIN "User" pu ON pu."id" = p."proposedById"
  LEFT JOIN "ResolutionDecision" d ON d."proposalId" = p."id"
  LEFT JOIN "QuestionVersion" w ON w."id" = n."versionId"
  LEFT JOIN "Round" o ON o."id" = n."roundId"
  LEFT JOIN "Deputy" t ON t."id" = n."deputyshipId"
  LEFT JOIN "Team" tm ON tm."id" = t."teamId"
  LEFT JOIN "Member" lm ON lm."id" = t."leadId"
  LEFT JOIN "Member" dm ON dm."id" = t."deputyId"
  LEFT JOIN "User" te ON te."id" = t."endedById"
  LEFT JOIN "QuestionComment" c ON c."id" = n."commentId"
  LEFT JOIN "RationaleThreadEntry" e ON e."id" = n."remarkId"
  LEFT JOIN LATERAL (SELECT "body" FROM "RationaleThreadEntry" WHERE "id" = e."id" OR "commentId" = e."id"
    ORDER BY "number" DESC LIMIT 1) said ON e."id" IS NOT NULL
  LEFT JOIN LATERAL (SELECT json_build_object('state', q."state", 'revealPolicy', q."revealPolicy",
      'revealAt', extract(epoch FROM q."revealAt") * 1000, 'rounds', ${ROUND_SPANS},
      'closesAt', extract(epoch FROM qv."closesAt") * 1000,
      'hasForecast', EXISTS (SELECT FROM "ForecastHead" fh WHERE fh."questionId" = q."id" AND fh."memberId" = m."id")) AS "rule"
    FROM "Question" q JOIN LATERAL (SELECT "closesAt" FROM "QuestionVersion" WHERE "questionId" = q."id"
      ORDER BY "number" DESC LIMIT 1) qv ON true
    WHERE q."scenarioId" = s."id" AND q."role" = 'HEADLINE' AND q."state" <> 'DRAFT'
    ORDER BY q."state" = 'VOID', q."createdAt" DESC LIMIT 1) h ON e."id" IS NOT NULL
  WHERE n."recipientId" = $1 AND ($2::uuid[] IS NULL OR n."teamId" = ANY ($2))
    AND n."createdAt" > clock_timestamp() - make_interval(days => ${KEPT_DAYS})
    AND (r."noticeId" IS NULL OR NOT $3)
    AND NOT EXISTS (SELECT FROM "NoticeMute" x WHERE x."userId" = n."recipientId" AND x."teamId" = n."teamId"
      AND CASE WHEN x."questionId" IS NOT NULL THEN x."questionId" = n."questionId"
        WHEN x."scenarioId" IS NOT NULL THEN x."scenarioId" = s."id" ELSE true END)
    AND ($5::bigint IS NULL OR (timestamptz 'epoch' + $5 * interval '1 microsecond', $6::uuid) > (n."createdAt", n."id"))
  ORDER BY n."createdAt" DESC, n."id" DESC LIMIT $4`;

/** Of the last notice that somebody has read in the list. */
export type NoticePlace = Pick<NoticeRow, "micros" | "id">;

interface Scan {
  unread?: boolean;
  /** How many are looked through; those that may not be read are among them. */
  limit?: number;
  after?: NoticePlace | null;
}

/** The notices that an actor may read now, newest first. One query; the rights are those of this instant. */
export async function readableNotices(actor: Actor, scan: Scan = {}): Promise<NoticeRow[]> {
  return (await scanNotices(actor, scan)).rows;
}

/** The same, and whether there are none beyond those looked through. */
export async function scanNotices(
  actor: Actor,
  { unread = false, limit = LIST_LIMIT, after = null }: Scan,
): Promise<{ rows: NoticeRow[]; whole: boolean }> {
  const teams = readableTeams(actor);
  const { rows } = await pool.query<NoticeRow>({
    name: "notice-rows",
    text: ROWS,
    values: [
      actor.userId,
      teams === "all" ? null : [...teams],
      unread,
      limit,
      after?.micros ?? null,
      after?.id ?? null,
    ],
  });
  return { rows: rows.filter((row) => mayRead(actor, row)), whole: rows.length < limit };
}

/** Whether the reader may know of it at this instant: asked of the same rules as the pages that it leads to. */
function mayRead(actor: Actor, row: NoticeRow): boolean {
  const { teamId, question } = row;
  const subject = { teamId };
  switch (row.kind) {
    case "RESOLVED":
    case "CORRECTED":
    case "AMENDED":
      return can(actor, "question.read", subject);
    case "PROPOSAL":
      return (
        can(actor, "question.read", subject) &&
        can(makerOf(actor), "resolution.confirm", { ...subject, proposedById: row.proposal?.proposedById ?? null })
      );
    case "CLOSING":
    case "STALE":
    case "ROUND_OPENED":
    case "ROUND_ENDING":
    case "ROUND_ENDED":
      return can(actor, "question.read", subject) && forecastingMembership(makerOf(actor), teamId) !== null;
    case "REPLY":
      return mayReadRemark(actor, row);
    case "DEPUTY_NAMED":
    case "DEPUTY_BEGAN":
    case "DEPUTY_ENDED":
      return sideOf(actor, row) !== null;
    case "MENTION": {
      if (row.remark) return mayReadRemark(actor, row);
      if (!row.comment || !question) return can(actor, "rationale.read", subject);
      // That somebody commented, and when, is hidden with the numbers the comment speaks of.
      const { sight } = sightOf(question, viewerOf(actor, teamId), row.own !== null, row.now);
      return can(actor, "question.read", subject) && sight === "full" && row.comment.body !== null;
    }
  }
}

/** What the reader is in the deputyship that a notice speaks of; null where they are neither any more. */
export function sideOf(
  { memberships }: Pick<Actor, "memberships">,
  { deputyship }: NoticeRow,
): "deputy" | "lead" | null {
  if (memberships.some(({ memberId }) => memberId === deputyship?.deputyId)) return "deputy";
  return memberships.some(({ memberId }) => memberId === deputyship?.leadId) ? "lead" : null;
}

/** A comment on a rationale is hidden with the headline question's numbers. */
function mayReadRemark(actor: Actor, { teamId, remark, headline, now }: NoticeRow): boolean {
  if (!remark || remark.body === null || !can(actor, "rationale.read", { teamId })) return false;
  if (!headline) return true;
  return sightOf(headline, viewerOf(actor, teamId), headline.hasForecast, now).sight === "full";
}

/** Whether a notice asks for nothing any more, read or not: what it asked was done, or a later verdict took its place. */
export function isSettled(row: NoticeRow): boolean {
  const { kind, question, own, proposal, round, inForce, createdAt, now } = row;
  const open = question?.state === "OPEN" && question.closesAt > now;
  switch (kind) {
    case "RESOLVED":
    case "CORRECTED":
      return !inForce;
    case "PROPOSAL":
      return proposal?.verdict !== null;
    case "CLOSING":
      return !open || own !== null;
    case "STALE":
      return !open || own === null || own.kind === "WITHDRAWAL" || own.at > createdAt.getTime();
    case "ROUND_OPENED":
    case "ROUND_ENDING":
      return !open || roundState(row) !== "open";
    case "ROUND_ENDED":
      // The next one took its place.
      return (question?.rounds.length ?? 0) > (round?.number ?? 0);
    case "AMENDED":
      // Whoever forecast, reaffirmed or withdrew since has answered it.
      return own !== null && own.at > createdAt.getTime();
    case "DEPUTY_NAMED":
    case "DEPUTY_BEGAN":
      return row.deputyship !== null && row.deputyship.until <= now;
    case "MENTION":
    case "REPLY":
    case "DEPUTY_ENDED":
      return false;
  }
}

/** Whether the round of a notice still waits for its reader. */
export function roundState({ round, own, now }: NoticeRow): "open" | "answered" | "ended" {
  if (!round || now >= round.endsAt) return "ended";
  return own !== null && own.kind !== "WITHDRAWAL" && own.at >= round.opensAt ? "answered" : "open";
}

/** How many notices wait to be read: the number in the frame. More than `COUNT_LIMIT` are not counted on. */
export async function unreadNotices(actor: Actor): Promise<number> {
  const rows = await readableNotices(actor, { unread: true, limit: LIST_LIMIT });
  return Math.min(COUNT_LIMIT, rows.filter((row) => !isSettled(row)).length);
}
