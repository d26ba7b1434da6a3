import type { Instant } from "#core/clock";
import type { HeldValue } from "#core/forecast-value";
import type { Actor } from "#core/permissions";
import { db } from "#server/platform/db";
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
