import type { Actor } from "#core/permissions";
import type { Hidden } from "#core/visibility";
import { viewOfQuestion } from "#server/forecasts/forecast-queries";
import { db } from "#server/platform/db";

/** The question whose numbers the comments on a rationale may speak of; null while there are none to speak of. */
export async function headlineOf(scenarioId: string): Promise<string | null> {
  const headlines = await db.question.findMany({
    where: { scenarioId, role: "HEADLINE", state: { not: "DRAFT" } },
    orderBy: { createdAt: "desc" },
    select: { id: true, state: true },
  });
  return (headlines.find(({ state }) => state !== "VOID") ?? headlines[0])?.id ?? null;
}

/**
 * Whether the comments on a rationale are shown to an actor, and open: by the same rule as the discussion of the scenario's
 * headline question, since they speak of the same numbers. The caller has checked that the actor may read the rationale.
 *
 * @returns what has to happen first, or null where they are shown
 */
export async function threadsHidden(actor: Actor, headlineId: string | null): Promise<Hidden | null> {
  if (headlineId === null) return null;
  const { commentsShown, hidden } = await viewOfQuestion(actor, headlineId);
  return commentsShown ? null : hidden;
}
