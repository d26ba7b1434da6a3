import { z } from "zod";
import { CONNECTED_LIMIT } from "#core/coherence";
import type { Actor } from "#core/permissions";
import { probabilitySchema } from "#core/question";
import { appendEvents } from "#server/forecasts/append-event";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export const togetherInput = z.object({
  forecasts: z
    .array(
      z.object({
        questionId: z.uuid(),
        /** Of yes. */
        probability: probabilitySchema,
        /** One's standing number that it takes the place of; null for none. */
        over: z.number().nullable(),
      }),
    )
    .min(1)
    .max(CONNECTED_LIMIT, `At most ${CONNECTED_LIMIT} forecasts are made together.`)
    .refine((all) => new Set(all.map(({ questionId }) => questionId)).size === all.length, "Name each question once."),
  reason: z.string().trim().max(4000, "A reason has at most 4,000 characters.").optional(),
});

/** States probabilities on several questions of yes or no, as ordinary forecasts: all of them or none. */
export async function submitTogether(
  { actor, teamId }: { actor: Actor; teamId: string },
  { forecasts, reason }: z.infer<typeof togetherInput>,
): Promise<{ saved: number }> {
  const ids = forecasts.map(({ questionId }) => questionId);
  if ((await db.question.count({ where: { id: { in: ids }, teamId, type: "BINARY" } })) < ids.length) throw notFound();
  const events = forecasts.map(({ questionId, probability, over }) => ({
    questionId,
    over,
    event: { kind: "FORECAST" as const, stated: { probability }, reason: reason || undefined },
  }));
  return { saved: (await appendEvents(actor, teamId, events)).length };
}
