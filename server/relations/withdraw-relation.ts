import { z } from "zod";
import type { Actor } from "#core/permissions";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { writeChange } from "#server/relations/change-relation";
import { requirePossible } from "#server/relations/declare-relation";
import { lockRelations } from "#server/relations/lock-relations";
import { relationBook } from "#server/relations/relation-queries";

type Ctx = { actor: Actor; relation: { id: string; teamId: string } };

export const restoreInput = z.object({
  /** Says that it holds although the questions close at different times. */
  confirmDeadlines: z.boolean().optional(),
});

/** Takes a relation back from now on. What it said until now stays on record, and it can be taken up again. */
export const withdrawRelation = (ctx: Ctx) =>
  change(ctx, "WITHDRAWN", (_book, { state }) => {
    if (state === "withdrawn") throw new AppError("CONFLICT", "This relation is withdrawn already.");
  });

/** Takes up a relation that was withdrawn or suspended, or that rests for want of a confirmation. It must still be possible. */
export const restoreRelation = (ctx: Ctx, { confirmDeadlines = false }: z.infer<typeof restoreInput>) =>
  change(
    ctx,
    "RESTORED",
    (book, relation) => {
      if (relation.state === "stands") throw new AppError("CONFLICT", "This relation stands already.");
      const others = book.relations.filter(({ id }) => id !== relation.id);
      requirePossible({ ...book, relations: others }, relation, confirmDeadlines);
    },
    confirmDeadlines,
  );

type Book = Awaited<ReturnType<typeof relationBook>>;

async function change(
  { actor, relation: { id, teamId } }: Ctx,
  act: "WITHDRAWN" | "RESTORED",
  require: (book: Book, relation: Book["relations"][number]) => void,
  deadlinesConfirmed = false,
): Promise<{ relationId: string }> {
  await db.$transaction(async (tx) => {
    await lockRelations(tx, teamId);
    const book = await relationBook(tx, teamId);
    const relation = book.relations.find((one) => one.id === id);
    const [scenarioId] = relation?.scenarioIds ?? [];
    if (!relation || !scenarioId) throw notFound();
    require(book, relation);
    await writeChange(tx, { teamId, relationId: id, scenarioId, act, deadlinesConfirmed, byId: actor.userId });
  });
  pokeSealer();
  return { relationId: id };
}
