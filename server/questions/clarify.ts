import type { z } from "zod";
import { recordAudit } from "#server/audit/record";
import { pokeSealer } from "#server/ledger/poke";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { type AmendmentCtx, amendedWording, lockAmendable } from "#server/questions/amendable";
import { writeVersion } from "#server/questions/version";

export const clarifyInput = amendedWording;

/** Says the same more clearly by a new version: its meaning stays, so every forecast stands. Forecasters are told. */
export async function clarifyQuestion(
  { actor, question: { id, teamId, scenarioId } }: AmendmentCtx,
  { reason, ...words }: z.infer<typeof clarifyInput>,
): Promise<{ version: number }> {
  const number = await db.$transaction(async (tx) => {
    const { version, locked } = await lockAmendable(tx, id);
    const { number: last, ...wording } = version;
    const clarified = { ...wording, ...words, baseRate: words.baseRate || null };
    if (WORDS.every((name) => clarified[name] === wording[name]))
      throw new AppError("INVALID", "Nothing is worded differently yet.", "title");
    const next = last + 1;
    const versionId = await writeVersion(
      tx,
      { teamId, scenarioId, questionId: id, number: next, createdById: actor.userId },
      { ...clarified, spec: locked.spec, amendment: "CLARIFICATION", reason },
    );
    await notify(tx, { kind: "amended", versionId });
    const detail = { version: next, changed: WORDS.filter((name) => clarified[name] !== wording[name]) };
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "question.clarify", subjectId: id, detail });
    return next;
  });
  pokeSealer();
  return { version: number };
}

const WORDS = ["title", "criteria", "source", "baseRate"] as const;
