import { z } from "zod";
import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { anchorQuote, quoteInput } from "#server/scenarios/quote";
import { journalScenario, statementInput } from "#server/scenarios/statement";

export const newScenarioInput = z.object({ statement: statementInput, quote: quoteInput });
type Ctx = { actor: Actor; brief: { id: string; teamId: string } };

/** Makes a scenario from words of a brief, anchored in the version they were picked from. */
export async function createScenario(
  { actor, brief }: Ctx,
  { statement, quote }: z.infer<typeof newScenarioInput>,
): Promise<{ scenarioId: string; number: number }> {
  const { id: briefId, teamId } = brief;
  const made = await db.$transaction(async (tx) => {
    // Two people who make one at once wait here for each other: numbers count up within the brief.
    await tx.$queryRaw`SELECT 1 FROM "Brief" WHERE "id" = ${briefId}::uuid FOR NO KEY UPDATE`;
    const anchor = await anchorQuote(tx, briefId, quote);
    const last = await tx.scenario.aggregate({ where: { briefId }, _max: { number: true } });
    const number = (last._max.number ?? 0) + 1;
    const { id: scenarioId } = await tx.scenario.create({
      data: { teamId, briefId, number, statement, createdById: actor.userId },
      select: { id: true },
    });
    await tx.passageAnchor.create({
      data: { ...anchor, teamId, scenarioId, briefVersionId: quote.briefVersionId },
      select: { id: true },
    });
    await journalScenario(tx, { teamId, briefId, scenarioId }, "make", statement);
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "scenario.create", subjectId: scenarioId });
    return { scenarioId, number };
  });
  pokeSealer();
  return made;
}
