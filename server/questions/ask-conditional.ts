import { z } from "zod";
import { CROSS_LIMIT, conditionalTitle } from "#core/conditional";
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
    const book = await lockedBook(tx, teamId, [asked.antecedentId, asked.consequentId]);
    const antecedent = openIn(book, brief.id, asked.antecedentId, "antecedentId");
    const consequent = openIn(book, brief.id, asked.consequentId, "consequentId");
    const twins = await askedBetween(tx, [antecedent, consequent]);
    if (twins.has(keyOf(antecedent, consequent, asked.holds)))
      throw new AppError("CONFLICT", "This is asked already.", "consequentId");
    return ask(tx, book, { teamId, byId: actor.userId, antecedent, consequent, holds: asked.holds });
  });
  pokeSealer();
  return { questionId };
}

export const allConditionalsInput = z.object({
  /** Scenarios of the brief: each is asked under each other. */
  scenarioIds: z
    .array(z.uuid())
    .min(2, "Choose two scenarios or more.")
    .max(CROSS_LIMIT, `Choose at most ${CROSS_LIMIT} scenarios.`)
    .refine((ids) => new Set(ids).size === ids.length, "Name each scenario once."),
  /** Under the condition that the other is answered yes; false: that it is answered no. */
  holds: z.boolean(),
});

/** Asks for every conditional that is missing among some scenarios: all of them, or none. */
export async function askAllConditionals(
  { actor, brief }: Ctx,
  { scenarioIds, holds }: z.infer<typeof allConditionalsInput>,
): Promise<{ questionIds: string[] }> {
  const { teamId } = brief;
  const questionIds = await db.$transaction(async (tx) => {
    const book = await lockedBook(tx, teamId, scenarioIds);
    const sides = scenarioIds.map((id) => openIn(book, brief.id, id, "scenarioIds"));
    const asked = await askedBetween(tx, sides);
    const written: string[] = [];
    for (const antecedent of sides)
      for (const consequent of sides) {
        if (antecedent === consequent || asked.has(keyOf(antecedent, consequent, holds))) continue;
        written.push(await ask(tx, book, { teamId, byId: actor.userId, antecedent, consequent, holds }));
      }
    if (written.length === 0) throw new AppError("CONFLICT", "All of these are asked already.", "scenarioIds");
    return written;
  }, PATIENCE);
  pokeSealer();
  return { questionIds };
}

/** Thirty questions at most are written, each with its rows: longer than a transaction usually takes. */
const PATIENCE = { timeout: 20_000 };

/** No verdict comes on any of them while one is asked: whoever decides them decides it too. */
async function lockedBook(tx: Prisma.TransactionClient, teamId: string, scenarioIds: readonly string[]) {
  await tx.$queryRaw`SELECT 1 FROM "Question" WHERE "teamId" = ${teamId}::uuid AND "role" = 'HEADLINE'
    AND "scenarioId" = ANY (${[...scenarioIds]}::uuid[]) ORDER BY "id" FOR KEY SHARE`;
  await lockRelations(tx, teamId);
  return relationBook(tx, teamId);
}

type Side = RelatedScenario & { headline: RelatedQuestion };

function openIn({ scenarios }: RelationBook, briefId: string, scenarioId: string, field: string): Side {
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

const keyOf = (a: Side, b: Side, holds: boolean) => `${a.headline.questionId} ${b.headline.questionId} ${holds}`;

/** What is asked already among some scenarios, by {@link keyOf}. */
async function askedBetween(tx: Prisma.TransactionClient, sides: readonly Side[]): Promise<Set<string>> {
  const ids = { in: sides.map(({ headline }) => headline.questionId) };
  const rows = await tx.conditionalQuestion.findMany({
    where: { antecedentId: ids, consequentId: ids, question: { state: { not: "VOID" } } },
    select: { antecedentId: true, consequentId: true, holds: true },
  });
  return new Set(rows.map(({ antecedentId, consequentId, holds }) => `${antecedentId} ${consequentId} ${holds}`));
}

interface NewConditional {
  teamId: string;
  byId: string;
  antecedent: Side;
  consequent: Side;
  holds: boolean;
}

/** Writes the question, and the relation that says so where it is the first between the two. */
async function ask(tx: Prisma.TransactionClient, { relations }: RelationBook, asked: NewConditional): Promise<string> {
  const id = await writeQuestion(tx, asked);
  const scenarioIds = [asked.antecedent.scenarioId, asked.consequent.scenarioId];
  const declared = relations.some(
    ({ kind, state, scenarioIds: ids }) =>
      kind === "CONDITIONAL" && state !== "withdrawn" && ids.every((one, i) => one === scenarioIds[i]),
  );
  const { teamId, byId } = asked;
  if (!declared) await writeRelation(tx, { teamId, kind: "CONDITIONAL", scenarioIds, deadlinesConfirmed: false, byId });
  return id;
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
