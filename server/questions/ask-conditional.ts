import { z } from "zod";
import { conditionalTitle } from "#core/conditional";
import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { writeVersion } from "#server/questions/version";
import { writeRelation } from "#server/relations/declare-relation";
import { lockRelations } from "#server/relations/lock-relations";
import {
  type RelatedQuestion,
  type RelatedScenario,
  type RelationBook,
  relationBook,
  whyUnrelated,
} from "#server/relations/relation-queries";

export const conditionalInput = z
  .object({
    /** The scenario whose headline question is the condition, A. */
    antecedentId: z.uuid(),
    /** The scenario whose headline question is asked under it, B. */
    consequentId: z.uuid(),
    /** Under the condition that A is answered yes; false: that it is answered no. */
    holds: z.boolean(),
  })
  .refine(({ antecedentId, consequentId }) => antecedentId !== consequentId, {
    path: ["consequentId"],
    message: "A scenario is no condition of itself: choose another.",
  });
type Asked = z.infer<typeof conditionalInput>;
type Ctx = { actor: Actor; brief: { id: string; teamId: string } };

/**
 * Asks for P(B|A), or P(B|not A): a question of its own, with the clocks and the hiding of B, that is decided with A and B.
 * It is declared as a relation between their scenarios, once for both conditions.
 */
export async function askConditional({ actor, brief }: Ctx, asked: Asked): Promise<{ questionId: string }> {
  const { teamId } = brief;
  const questionId = await db.$transaction(async (tx) => {
    // No verdict comes on A or B while it is asked: whoever decides them decides it too.
    await tx.$queryRaw`SELECT 1 FROM "Question" WHERE "teamId" = ${teamId}::uuid AND "role" = 'HEADLINE'
      AND "scenarioId" IN (${asked.antecedentId}::uuid, ${asked.consequentId}::uuid) ORDER BY "id" FOR KEY SHARE`;
    await lockRelations(tx, teamId);
    const book = await relationBook(tx, teamId);
    const antecedent = openIn(book, brief.id, asked.antecedentId, "antecedentId");
    const consequent = openIn(book, brief.id, asked.consequentId, "consequentId");
    await refuseTwice(tx, antecedent, consequent, asked.holds);
    const id = await writeQuestion(tx, { teamId, byId: actor.userId, antecedent, consequent, holds: asked.holds });
    const scenarioIds = [asked.antecedentId, asked.consequentId];
    const declared = book.relations.some(
      ({ kind, state, scenarioIds: ids }) =>
        kind === "CONDITIONAL" && state !== "withdrawn" && ids.every((one, i) => one === scenarioIds[i]),
    );
    if (!declared)
      await writeRelation(tx, {
        teamId,
        kind: "CONDITIONAL",
        scenarioIds,
        deadlinesConfirmed: false,
        byId: actor.userId,
      });
    return id;
  });
  pokeSealer();
  return { questionId };
}

type Side = RelatedScenario & { headline: RelatedQuestion };

function openIn({ scenarios }: RelationBook, briefId: string, scenarioId: string, field: keyof Asked): Side {
  const scenario = scenarios.get(scenarioId);
  if (scenario?.briefId !== briefId) throw new AppError("INVALID", "Choose a scenario of this brief.", field);
  const fault = whyUnrelated(scenario);
  const { headline } = scenario;
  if (fault || !headline)
    throw new AppError(
      "INVALID",
      `${fault ?? ""} A condition is between headline questions of yes or no.`.trim(),
      field,
    );
  if (headline.state !== "OPEN")
    throw new AppError("INVALID", `The headline question of scenario ${scenario.number} is not open any more.`, field);
  return { ...scenario, headline };
}

async function refuseTwice(tx: Prisma.TransactionClient, a: Side, b: Side, holds: boolean): Promise<void> {
  const twin = await tx.conditionalQuestion.findFirst({
    where: {
      antecedentId: a.headline.questionId,
      consequentId: b.headline.questionId,
      holds,
      question: { state: { not: "VOID" } },
    },
    select: { questionId: true },
  });
  if (twin) throw new AppError("CONFLICT", "This is asked already.", "consequentId");
}

interface NewConditional {
  teamId: string;
  byId: string;
  antecedent: Side;
  consequent: Side;
  holds: boolean;
}

async function writeQuestion(
  tx: Prisma.TransactionClient,
  { teamId, byId, antecedent, consequent, holds }: NewConditional,
): Promise<string> {
  const { scenarioId } = consequent;
  const [a, b] = [antecedent.headline, consequent.headline];
  const { id } = await tx.question.create({
    data: {
      teamId,
      scenarioId,
      role: "CONDITIONAL",
      type: "BINARY",
      state: "OPEN",
      revealPolicy: b.revealPolicy,
      revealAt: b.revealAt,
    },
    select: { id: true },
  });
  await tx.conditionalQuestion.create({
    data: { questionId: id, teamId, antecedentId: a.questionId, consequentId: b.questionId, holds },
    select: { questionId: true },
  });
  await writeVersion(
    tx,
    { teamId, scenarioId, questionId: id, number: 1, createdById: byId },
    {
      spec: { type: "binary" },
      title: conditionalTitle(a.title, b.title, holds),
      criteria: criteriaOf(a.title, b.title, holds),
      source: "The verdicts on its two questions",
      // It cannot be answered before it is asked.
      opensAt: new Date(Math.max(b.opensAt.getTime(), Date.now())),
      closesAt: b.closesAt,
    },
  );
  const condition = { antecedent: a.questionId, consequent: b.questionId, holds };
  await journal(tx, {
    teamId,
    kind: "conditional",
    recordId: id,
    topicId: scenarioId,
    body: { question: id, ...condition },
  });
  await recordAudit(tx, {
    actorId: byId,
    teamId,
    action: "question.askConditional",
    subjectId: id,
    detail: condition,
  });
  return id;
}

function criteriaOf(a: string, b: string, holds: boolean): string {
  const [asked, other] = holds ? ["yes", "no"] : ["no", "yes"];
  return [
    `Asked under the condition that “${a}” is answered ${asked}.`,
    `It then takes the verdict on “${b}” and is scored by it. If the condition is answered ${other}, it is void.`,
  ].join("\n\n");
}
