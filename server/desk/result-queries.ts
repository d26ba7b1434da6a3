import { type Actor, can } from "#core/permissions";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export interface DeskResult {
  questionId: string;
  title: string;
  outcome: "YES" | "NO" | "VOID" | "AMBIGUOUS";
  knownAt: Date;
  singleHanded: boolean;
  /** The reader's own peer points; null without counted time. */
  peer: number | null;
}

/** The verdicts entered last in a team, with the reader's own points. */
export async function latestResults(actor: Actor, teamId: string, memberId: string | null): Promise<DeskResult[]> {
  if (!can(actor, "team.read", { teamId })) throw notFound();
  const resolutions = await db.resolution.findMany({
    where: { teamId, outcome: { not: null }, question: { state: { in: ["RESOLVED", "VOID", "AMBIGUOUS"] } } },
    orderBy: { resolvedAt: "desc" },
    distinct: ["questionId"],
    take: SHOWN,
    select: {
      questionId: true,
      outcome: true,
      knownAt: true,
      proposal: { select: { decision: { select: { singleHanded: true } } } },
      question: {
        select: { versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } } },
      },
      scores: {
        where: { rule: "PEER", memberId: memberId ?? NOBODY },
        select: { value: true },
      },
    },
  });
  return resolutions.flatMap(({ questionId, outcome, knownAt, proposal, question, scores }) =>
    outcome
      ? [
          {
            questionId,
            title: question.versions[0]?.title ?? "",
            outcome,
            knownAt,
            singleHanded: proposal?.decision?.singleHanded ?? false,
            peer: scores[0]?.value ?? null,
          },
        ]
      : [],
  );
}

const SHOWN = 4;
const NOBODY = "00000000-0000-0000-0000-000000000000";
