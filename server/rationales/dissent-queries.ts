import type { Instant } from "#core/clock";
import type { HeldValue } from "#core/forecast-value";
import type { Actor } from "#core/permissions";
import { viewOfQuestion } from "#server/forecasts/forecast-queries";
import { db, pool } from "#server/platform/db";
import type { QuestionDetail } from "#server/questions/question-queries";

export interface SignedDissent {
  memberId: string;
  by: string;
  own: boolean;
  body: string;
  signedAt: Date;
  /** Reworded since it was first signed. */
  reworded: boolean;
  /** What its author holds now, for a reader who may see it; null where nothing stands or may be seen. */
  holds: HeldValue | null;
}

export interface Dissents {
  signed: SignedDissent[];
  /** Others' notes are hidden together with their numbers: they would tell which way somebody leans. */
  othersHidden: boolean;
}

/**
 * The dissents in force beside a scenario, first signed first.
 *
 * @param headline as the actor sees it; null where the scenario has none
 * @param at those in force then; null for now
 */
export async function dissentsOf(
  actor: Actor,
  scenarioId: string,
  headline: QuestionDetail | null,
  at: Instant | null = null,
): Promise<Dissents> {
  const othersHidden = headline !== null && !headline.forecasts.commentsShown;
  const own = actor.memberships.map(({ memberId }) => memberId);
  const shownBefore = headline?.forecasts.hidden?.shownBefore;
  const rows = await db.dissent.findMany({
    where: {
      scenarioId,
      ...(othersHidden ? { memberId: { in: own } } : {}),
      // In a later round, what others signed in it is hidden; what they signed before stays.
      ...(shownBefore === undefined
        ? {}
        : { OR: [{ memberId: { in: own } }, { createdAt: { lt: new Date(shownBefore) } }] }),
      ...(at === null ? {} : { createdAt: { lt: new Date(at + 1) } }),
    },
    orderBy: [{ memberId: "asc" }, { number: "desc" }],
    distinct: ["memberId"],
    select: { memberId: true, number: true, body: true, createdAt: true, member: { select: { name: true } } },
  });
  const standing = new Map(
    headline?.forecasts.revealed?.standing.map(({ memberId, value }): [string, HeldValue] => [memberId, value]) ?? [],
  );
  const signed = rows.flatMap(({ memberId, number, body, createdAt, member }) =>
    body === null
      ? []
      : [
          {
            memberId,
            by: member.name,
            own: own.includes(memberId),
            body,
            signedAt: createdAt,
            reworded: number > 1,
            holds: standing.get(memberId) ?? null,
          },
        ],
  );
  return { signed: signed.toSorted((a, b) => a.signedAt.getTime() - b.signedAt.getTime()), othersHidden };
}

/** Of each member the last note on a scenario, in the order of the members. */
const PAGE = `
  SELECT d."memberId", m."name" AS "by", d."body", d."createdAt" AS "signedAt", d."number" > 1 AS "reworded"
  FROM (
    SELECT DISTINCT ON ("memberId") "memberId", "number", "body", "createdAt" FROM "Dissent"
    WHERE "scenarioId" = $1 AND ($2::uuid IS NULL OR "memberId" > $2)
      AND ("memberId" = ANY ($3::uuid[]) OR ($4 AND ($5::timestamptz IS NULL OR "createdAt" < $5)))
    ORDER BY "memberId", "number" DESC) d
  JOIN "Member" m ON m."id" = d."memberId"
  WHERE d."body" IS NOT NULL ORDER BY d."memberId" LIMIT $6`;

interface DissentPage {
  /** The question whose numbers they may speak of; null where there is none. */
  headlineId: string | null;
  /** The member after whom it begins. */
  after: string | undefined;
  limit: number;
}

/** The same by member, in pages, as they stand now. */
export async function dissentPage(
  actor: Actor,
  scenarioId: string,
  { headlineId, after, limit }: DissentPage,
): Promise<{ signed: Omit<SignedDissent, "holds">[]; othersHidden: boolean }> {
  const view = headlineId === null ? null : await viewOfQuestion(actor, headlineId);
  const othersHidden = view !== null && !view.commentsShown;
  const shownBefore = view?.hidden?.shownBefore;
  const own = actor.memberships.map(({ memberId }) => memberId);
  const until = shownBefore === undefined ? null : new Date(shownBefore);
  const { rows } = await pool.query<Omit<SignedDissent, "holds" | "own">>(PAGE, [
    scenarioId,
    after ?? null,
    own,
    !othersHidden,
    until,
    limit,
  ]);
  return { signed: rows.map((row) => ({ ...row, own: own.includes(row.memberId) })), othersHidden };
}
