import { z } from "zod";
import type { Actor } from "#core/permissions";
import { proposalSchema } from "#core/proposal";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { log } from "#server/platform/log";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeResolution } from "#server/resolution/propose-resolution";

/** Rows of one press. */
const MOST_ROWS = 100;
const fewEnough = `At most ${MOST_ROWS} rows go at once.`;

export const proposeManyInput = z.object({
  /** Each proposal is parsed by itself, so that one row's fault is that row's alone. */
  rows: z
    .array(z.object({ questionId: z.uuid(), proposal: z.unknown() }))
    .min(1)
    .max(MOST_ROWS, fewEnough),
});
export const confirmManyInput = z.object({
  proposalIds: z.array(z.uuid()).min(1).max(MOST_ROWS, fewEnough),
  note: z.string().trim().max(4000, "A note has at most 4,000 characters.").optional(),
});

/** What became of a row: done, or refused with the reason and the field that is wrong. */
export interface RowResult {
  id: string;
  refused: { message: string; field: string | null } | null;
}

interface Ctx {
  actor: Actor;
  teamId: string;
}

/** Proposes verdicts on many questions of a team, each in a transaction of its own: a row is written whole or not at all. */
export async function proposeMany(
  { actor, teamId }: Ctx,
  { rows }: z.infer<typeof proposeManyInput>,
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const { questionId, proposal } of rows)
    results.push(
      await rowOf(questionId, async () => {
        const parsed = proposalSchema.safeParse(proposal);
        if (!parsed.success) {
          const [issue] = parsed.error.issues;
          throw new AppError("INVALID", issue?.message ?? "This row is not valid.", issue?.path.join(".") || undefined);
        }
        const question = await db.question.findFirst({ where: { id: questionId, teamId }, select: { id: true } });
        if (!question) throw notFound();
        await proposeResolution({ actor, question }, parsed.data);
      }),
    );
  return results;
}

/** Confirms many proposals of others, each in a transaction of its own with its scores. One's own are never among them. */
export async function confirmMany(
  { actor, teamId }: Ctx,
  { proposalIds, note }: z.infer<typeof confirmManyInput>,
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const proposalId of proposalIds)
    results.push(
      await rowOf(proposalId, async () => {
        const proposal = await db.resolutionProposal.findFirst({
          where: { id: proposalId, teamId },
          select: { id: true, proposedById: true },
        });
        if (!proposal) throw notFound();
        if (proposal.proposedById === actor.userId)
          throw new AppError("FORBIDDEN", "You proposed this: another person has to confirm it.");
        await confirmResolution({ actor, proposal }, { note });
      }),
    );
  return results;
}

async function rowOf(id: string, write: () => Promise<void>): Promise<RowResult> {
  try {
    await write();
    return { id, refused: null };
  } catch (error) {
    if (error instanceof AppError) return { id, refused: { message: error.message, field: error.field ?? null } };
    log.error({ error, id }, "a row of many failed");
    return { id, refused: { message: "Something went wrong on our side. This row was not saved.", field: null } };
  }
}
