import type { Hidden } from "#core/forecast-view";
import type { Actor } from "#core/permissions";
import { viewOfQuestion } from "#server/forecasts/forecast-queries";
import { db } from "#server/platform/db";
import type { QuestionDetail } from "#server/questions/question-queries";

/** The question whose numbers the comments on a rationale may speak of; null while there are none to speak of. */
export async function headlineOf(scenarioId: string): Promise<string | null> {
  const headlines = await db.question.findMany({
    where: { scenarioId, role: "HEADLINE", state: { not: "DRAFT" } },
    orderBy: { createdAt: "desc" },
    select: { id: true, state: true },
  });
  return (headlines.find(({ state }) => state !== "VOID") ?? headlines[0])?.id ?? null;
}

/** What an actor may do with the comments on a rationale that they may read. */
export interface ThreadsSeen {
  /** What has to happen before they are shown; null where they are. */
  hidden: Hidden | null;
  /** Whether anybody may add to them: not in a blind round, though what was said before it is shown. */
  open: boolean;
}

/** The same where the headline question has been read already, as the actor sees it; null where there is none. */
export function seenBeside(headline: QuestionDetail | null): ThreadsSeen {
  if (headline === null || headline.state === "DRAFT") return { hidden: null, open: true };
  const { commentsShown, commentsOpen, hidden } = headline.forecasts;
  return { hidden: commentsShown ? null : hidden, open: commentsShown && commentsOpen };
}

/** The same rule as for the discussion of the scenario's headline question: they speak of the same numbers. */
export async function threadsSeen(actor: Actor, headlineId: string | null): Promise<ThreadsSeen> {
  if (headlineId === null) return { hidden: null, open: true };
  const { commentsShown, commentsOpen, hidden } = await viewOfQuestion(actor, headlineId);
  return { hidden: commentsShown ? null : hidden, open: commentsShown && commentsOpen };
}
