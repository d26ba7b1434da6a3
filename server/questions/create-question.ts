import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { STORED_TYPE } from "#server/forecasts/read-specs";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import type { NewQuestion } from "#server/questions/question-input";
import { lockTags } from "#server/questions/tags/lock-tags";
import { putTags } from "#server/questions/tags/put-tags";
import { writeVersion } from "#server/questions/version";

type Ctx = { actor: Actor; scenario: { id: string; teamId: string } };

/** Makes a question of a scenario, as a draft or open at once: its headline or an indicator. */
export async function createQuestion({ actor, scenario }: Ctx, input: NewQuestion): Promise<{ questionId: string }> {
  const { teamId } = scenario;
  const questionId = await db.$transaction(async (tx) => {
    await lockScenario(tx, scenario.id);
    if (input.role === "HEADLINE") await refuseSecondHeadline(tx, scenario.id);
    const { id } = await tx.question.create({
      data: {
        teamId,
        scenarioId: scenario.id,
        role: input.role,
        type: STORED_TYPE[input.spec.type],
        state: input.publish ? "OPEN" : "DRAFT",
        revealPolicy: input.revealPolicy,
        revealAt: input.revealAt,
      },
      select: { id: true },
    });
    await writeVersion(
      tx,
      { teamId, scenarioId: scenario.id, questionId: id, number: 1, createdById: actor.userId },
      input,
    );
    if (input.tags?.length) {
      await lockTags(tx, teamId);
      await putTags(tx, { id, teamId }, input.tags);
    }
    await recordAudit(tx, {
      actorId: actor.userId,
      teamId,
      action: "question.create",
      subjectId: id,
      detail: { role: input.role, published: input.publish },
    });
    return id;
  });
  pokeSealer();
  return { questionId };
}

type Tx = Parameters<Parameters<typeof db.$transaction>[0]>[0];

/** Two people who make a headline at once wait here for each other. An archived scenario takes no new question. */
async function lockScenario(tx: Tx, scenarioId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ archivedAt: Date | null }[]>`
    SELECT "archivedAt" FROM "Scenario" WHERE "id" = ${scenarioId}::uuid FOR NO KEY UPDATE`;
  if (row?.archivedAt) throw new AppError("CONFLICT", "This scenario is archived. Restore it first.");
}

async function refuseSecondHeadline(tx: Tx, scenarioId: string): Promise<void> {
  const headline = await tx.question.findFirst({
    where: { scenarioId, role: "HEADLINE", state: { not: "VOID" } },
    select: { id: true },
  });
  if (headline) {
    throw new AppError(
      "CONFLICT",
      "This scenario has its headline question already. Add an indicator instead.",
      "role",
    );
  }
}
