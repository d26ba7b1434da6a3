import { z } from "zod";
import type { Actor } from "#core/permissions";
import { questionState } from "#core/resolution";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";
import { pokeSealer } from "#server/ledger/poke";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { uuid7 } from "#server/platform/uuid";
import { lockedQuestions, type QuestionInRounds } from "#server/rounds/locked-questions";

export const openRoundsInput = z.object({
  questionIds: z
    .array(z.uuid())
    .min(1, "Choose at least one question.")
    .max(50, "At most 50 questions at once.")
    .refine((ids) => new Set(ids).size === ids.length, "A question is named twice."),
  /** When the round ends for all of them, unless it is ended early. */
  endsAt: z.date(),
  message: z.string().trim().max(2000, "A message has at most 2,000 characters.").optional(),
});

type Ctx = { actor: Actor; teamId: string };
export type OpenedRound = { roundId: string; questionId: string; number: number };

/**
 * Opens the next blind round on some questions of a team, on all of them or on none: from this instant on, what others
 * state on them is hidden until the round ends. Everybody who may forecast is told.
 */
export async function openRounds(
  { actor, teamId }: Ctx,
  { questionIds, endsAt, message }: z.infer<typeof openRoundsInput>,
): Promise<{ rounds: OpenedRound[] }> {
  const rounds = await db.$transaction(async (tx) => {
    const { at, questions } = await lockedQuestions(tx, teamId, questionIds);
    if (questions.length < questionIds.length) throw notFound();
    if (endsAt.getTime() <= Date.parse(at))
      throw new AppError("INVALID", "The round must end in the future.", "endsAt");
    for (const question of questions) refuseUnlessReady(question, endsAt, at);
    const opened = questions.map(({ id, round }) => ({
      roundId: uuid7(),
      questionId: id,
      number: (round?.number ?? 0) + 1,
    }));
    for (const round of opened) await write(tx, { ...round, teamId, at, endsAt, message, openedById: actor.userId });
    await recordAudit(tx, {
      actorId: actor.userId,
      teamId,
      action: "round.open",
      subjectId: questions.length === 1 ? questions[0]?.id : teamId,
      detail: { endsAt: endsAt.toISOString(), rounds: opened },
    });
    const roundIds = opened.map(({ roundId }) => roundId);
    await notify(tx, { kind: "round", what: "OPENED", roundIds, byUserId: actor.userId });
    return opened;
  });
  pokeSealer();
  return { rounds };
}

function refuseUnlessReady({ title, state, archived, closesAt, round }: QuestionInRounds, endsAt: Date, at: string) {
  const now = Date.parse(at);
  const refuse = (why: string) => {
    throw new AppError("CONFLICT", `“${title}” ${why}`);
  };
  if (archived) refuse("belongs to an archived scenario, so it takes no forecasts.");
  const shown = questionState(state, { closesAt: closesAt.getTime() }, now);
  if (shown !== "OPEN") refuse(`takes no forecasts: it is ${shown.toLowerCase()}. A round needs an open question.`);
  if (endsAt > closesAt) {
    throw new AppError("INVALID", `“${title}” closes before that: a round ends no later than its question.`, "endsAt");
  }
  if (round && at < round.endsAt) refuse(`is in round ${round.number} already. End it first.`);
}

interface NewRound extends OpenedRound {
  teamId: string;
  at: string;
  endsAt: Date;
  message: string | undefined;
  openedById: string;
}

async function write(tx: Parameters<typeof journal>[0], round: NewRound): Promise<void> {
  const { roundId, questionId, teamId, number, at, endsAt, message, openedById } = round;
  const salt = message ? newSalt() : null;
  await tx.$executeRaw`
    INSERT INTO "Round" ("id", "teamId", "questionId", "number", "opensAt", "endsAt", "openedById", "message", "messageSalt")
    VALUES (${roundId}::uuid, ${teamId}::uuid, ${questionId}::uuid, ${number}, ${at}::timestamptz, ${endsAt}::timestamptz,
      ${openedById}::uuid, ${message || null}, ${salt})`;
  await journal(tx, {
    teamId,
    kind: "round",
    recordId: roundId,
    topicId: questionId,
    body: {
      question: questionId,
      round: number,
      event: "OPENED",
      opensAt: new Date(at).toISOString(),
      endsAt: endsAt.toISOString(),
      message: message && salt ? textHash(salt, message) : null,
    },
  });
}
