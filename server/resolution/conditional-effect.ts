import { type BinaryVerdict, conditionalVerdict } from "#core/conditional";
import type { OutcomeKind } from "#core/outcome";
import { db } from "#server/platform/db";
import { answerOf, isSame, verdictsInForce } from "#server/resolution/decide-conditionals";

/** What a verdict on a question would make of a conditional one that depends on it. */
export interface ConditionalEffect {
  questionId: string;
  title: string;
  /** What it comes to; null where it opens again. */
  becomes: BinaryVerdict | null;
  /** How many people it would score at most: who has forecast is always shown. */
  people: number;
}

/**
 * The conditional questions that confirming a verdict would decide, or open again, by the rule that decides them. Three
 * queries, however many. Nothing in it depends on what anybody said.
 */
export async function conditionalEffects(
  questionId: string,
  next: { outcome: OutcomeKind | null; knownAt: number },
): Promise<ConditionalEffect[]> {
  const asked = await db.conditionalQuestion.findMany({
    where: { OR: [{ antecedentId: questionId }, { consequentId: questionId }] },
    orderBy: { questionId: "asc" },
    select: {
      questionId: true,
      antecedentId: true,
      consequentId: true,
      holds: true,
      question: {
        select: {
          versions: { orderBy: { number: "desc" }, take: 1, select: { title: true, opensAt: true } },
          _count: { select: { heads: true } },
        },
      },
    },
  });
  if (asked.length === 0) return [];
  const inForce = await verdictsInForce(db, [
    ...new Set(asked.flatMap((one) => [one.questionId, one.antecedentId, one.consequentId])),
  ]);
  const answer = (id: string) => (id === questionId ? answerOf(proposed(next)) : answerOf(inForce.get(id)));
  return asked.flatMap(({ questionId: id, antecedentId, consequentId, holds, question }): ConditionalEffect[] => {
    const [version] = question.versions;
    if (!version) return [];
    const condition = { holds, opensAt: version.opensAt.getTime() };
    const verdict = conditionalVerdict(condition, answer(antecedentId), answer(consequentId));
    if (isSame(verdict, inForce.get(id))) return [];
    const becomes = verdict?.outcome ?? null;
    const scores = becomes === "YES" || becomes === "NO";
    return [{ questionId: id, title: version.title, becomes, people: scores ? question._count.heads : 0 }];
  });
}

/** Only a question of yes or no is a condition or is asked under one. */
function proposed({ outcome, knownAt }: { outcome: OutcomeKind | null; knownAt: number }) {
  switch (outcome) {
    case "YES":
    case "NO":
    case "VOID":
    case "AMBIGUOUS":
      return { outcome, knownAt };
    default:
      return undefined;
  }
}
