import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { anchorQuote, type Quote } from "#server/scenarios/quote";
import { journalScenario } from "#server/scenarios/statement";

export type ScenarioCtx = { actor: Actor; scenario: { id: string; teamId: string; briefId: string } };
type Tx = Parameters<Parameters<typeof db.$transaction>[0]>[0];
type Row = { statement: string; archivedAt: Date | null };

/** Rewords a scenario. Its quotes, question and forecasts stay: what they answer is the question's own wording. */
export const editScenario = (ctx: ScenarioCtx, { statement }: { statement: string }) =>
  change(ctx, "edit", async (tx, row) => {
    refuseArchived(row);
    await tx.scenario.update({ where: { id: ctx.scenario.id }, data: { statement }, select: { id: true } });
    return statement;
  });

/** Adds one more passage that speaks of the scenario. The same words twice are one quote. */
export const addPassage = (ctx: ScenarioCtx, { quote }: { quote: Quote }) =>
  change(ctx, "quote", async (tx, row) => {
    refuseArchived(row);
    const { id: scenarioId, teamId, briefId } = ctx.scenario;
    const anchor = await anchorQuote(tx, briefId, quote);
    const { start, end } = anchor;
    const twin = await tx.passageAnchor.findFirst({
      where: { scenarioId, briefVersionId: quote.briefVersionId, start, end, state: "ANCHORED" },
      select: { id: true },
    });
    if (twin) throw new AppError("CONFLICT", "This scenario quotes these words already.", "exact");
    await tx.passageAnchor.create({
      data: { ...anchor, teamId, scenarioId, briefVersionId: quote.briefVersionId },
      select: { id: true },
    });
    return row.statement;
  });

/** Says where the words of an orphaned quote now stand. The orphan is kept; the new anchor carries it on. */
export const reanchor = (ctx: ScenarioCtx, { anchorId, quote }: { anchorId: string; quote: Quote }) =>
  change(ctx, "quote", async (tx, row) => {
    refuseArchived(row);
    const { id: scenarioId, teamId, briefId } = ctx.scenario;
    const anchor = await anchorQuote(tx, briefId, quote);
    const orphan = await tx.passageAnchor.findFirst({
      where: { id: anchorId, scenarioId, state: "ORPHANED" },
      select: { id: true, carriedOn: { select: { id: true } } },
    });
    if (!orphan) throw notFound();
    if (orphan.carriedOn) throw new AppError("CONFLICT", "Somebody said meanwhile where these words now stand.");
    await tx.passageAnchor.create({
      data: { ...anchor, teamId, scenarioId, briefVersionId: quote.briefVersionId, carriesId: anchorId },
      select: { id: true },
    });
    return row.statement;
  });

/** Takes a scenario out of the lists. Nothing is lost: its page, forecasts and scores stay and it can be restored. */
export const archiveScenario = (ctx: ScenarioCtx) =>
  change(ctx, "archive", async (tx, row) => {
    if (row.archivedAt) throw new AppError("CONFLICT", "This scenario is archived already.");
    await tx.scenario.update({
      where: { id: ctx.scenario.id },
      data: { archivedAt: new Date() },
      select: { id: true },
    });
    return row.statement;
  });

export const restoreScenario = (ctx: ScenarioCtx) =>
  change(ctx, "restore", async (tx, row) => {
    if (!row.archivedAt) throw new AppError("CONFLICT", "This scenario is not archived.");
    await tx.scenario.update({ where: { id: ctx.scenario.id }, data: { archivedAt: null }, select: { id: true } });
    return row.statement;
  });

/** One transaction: lock the scenario, do the act on it as it now stands, audit and journal it. */
async function change(
  { actor, scenario }: ScenarioCtx,
  act: "edit" | "quote" | "archive" | "restore",
  body: (tx: Tx, row: Row) => Promise<string>,
): Promise<{ scenarioId: string }> {
  const { id: scenarioId, teamId, briefId } = scenario;
  await db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<Row[]>`
      SELECT "statement", "archivedAt" FROM "Scenario" WHERE "id" = ${scenarioId}::uuid FOR NO KEY UPDATE`;
    if (!row) throw notFound();
    const statement = await body(tx, row);
    await journalScenario(tx, { teamId, briefId, scenarioId }, act, statement);
    await recordAudit(tx, { actorId: actor.userId, teamId, action: `scenario.${act}`, subjectId: scenarioId });
  });
  pokeSealer();
  return { scenarioId };
}

function refuseArchived({ archivedAt }: Row): void {
  if (archivedAt) throw new AppError("CONFLICT", "This scenario is archived. Restore it first.");
}
