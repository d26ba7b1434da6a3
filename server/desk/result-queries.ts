import type { OutcomeKind } from "#core/outcome";
import { type Actor, can } from "#core/permissions";
import { SPEC_COLUMNS } from "#server/forecasts/read-specs";
import { ANSWER_COLUMNS, said } from "#server/forecasts/said";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export interface DeskResult {
  questionId: string;
  title: string;
  outcome: OutcomeKind;
  said: string;
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
      ...ANSWER_COLUMNS,
      knownAt: true,
      proposal: { select: { decision: { select: { singleHanded: true } } } },
      question: {
        select: {
          type: true,
          versions: { orderBy: { number: "desc" }, take: 1, select: { title: true, ...SPEC_COLUMNS } },
        },
      },
      scores: {
        where: { rule: "PEER", memberId: memberId ?? NOBODY },
        select: { value: true },
      },
    },
  });
  return resolutions.flatMap(({ questionId, outcome, option, value, knownAt, proposal, question, scores }) => {
    const [version] = question.versions;
    const words = version && said({ outcome, option, value }, question.type, version);
    return outcome && version && words
      ? [
          {
            questionId,
            title: version.title,
            outcome,
            said: words,
            knownAt,
            singleHanded: proposal?.decision?.singleHanded ?? false,
            peer: scores[0]?.value ?? null,
          },
        ]
      : [];
  });
}

const SHOWN = 4;
const NOBODY = "00000000-0000-0000-0000-000000000000";
