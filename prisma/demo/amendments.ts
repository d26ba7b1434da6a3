import type { Prisma } from "#prisma/client/client";
import { writeVersion } from "#server/questions/version";

/** A question of the demonstration that was worded more clearly after people had forecast on it. */
const CLARIFIED = {
  question: "designation",
  criteria:
    "Yes if a designation names such a company, in its text or in an annex to it, and gives that route as its reason. A company registered in Hong Kong counts as Chinese.",
  reason: "Two of us read “names” in two ways, and nobody had said what Hong Kong counts as.",
} as const;

/** Writes the second version of that question. Its forecasts stand and name the first. */
export async function writeAmendment(
  tx: Prisma.TransactionClient,
  of: { teamId: string; questions: ReadonlyMap<string, string>; users: ReadonlyMap<string, string> },
): Promise<void> {
  const { teamId, questions, users } = of;
  const questionId = questions.get(CLARIFIED.question) ?? "";
  const { question, ...wording } = await tx.questionVersion.findFirstOrThrow({
    where: { questionId },
    select: {
      title: true,
      source: true,
      baseRate: true,
      opensAt: true,
      closesAt: true,
      question: { select: { scenarioId: true } },
    },
  });
  await writeVersion(
    tx,
    { teamId, scenarioId: question.scenarioId, questionId, number: 2, createdById: users.get("lead") ?? "" },
    {
      ...wording,
      spec: { type: "binary" },
      criteria: CLARIFIED.criteria,
      amendment: "CLARIFICATION",
      reason: CLARIFIED.reason,
    },
  );
}
