import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { hiddenQuestions } from "#server/forecasts/hidden-questions";
import { hiddenScenarios } from "#server/forecasts/hidden-scenarios";

/** What of the log an actor may not be told yet, and of how many questions. */
export interface HeldBack {
  /** Entries that are left out, of others; an actor's own are no secret to them. */
  entries: Prisma.AuditEntryWhereInput;
  questions: number;
}

const ON_QUESTIONS = ["forecast.", "comment."];
const ON_SCENARIOS = ["dissent.", "rationale.comment", "rationale.thread"];

/**
 * That somebody forecast, commented or dissented, and when, is part of what is hidden before reveal, from admins too: such
 * entries are in no list, count, file or choice of the log until the question shows them.
 *
 * @param teamId of one team; null for all that the actor reads
 */
export async function heldBack(actor: Actor, teamId: string | null): Promise<HeldBack> {
  const questions = await hiddenQuestions(actor, teamId);
  const scenarios = await hiddenScenarios(questions);
  const acts = (prefixes: readonly string[]) => prefixes.map((prefix) => ({ action: { startsWith: prefix } }));
  return {
    entries: {
      OR: [
        { subjectId: { in: questions }, OR: acts(ON_QUESTIONS) },
        { subjectId: { in: scenarios }, OR: acts(ON_SCENARIOS) },
      ],
      NOT: { actorId: actor.userId },
    },
    questions: questions.length,
  };
}
