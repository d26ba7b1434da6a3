import type { QuestionSpec } from "#core/question";
import type { AmendmentKind, Prisma } from "#prisma/client/client";
import { versionSpec } from "#server/forecasts/read-specs";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";
import type { Draft } from "#server/questions/question-input";

type VersionOf = { teamId: string; scenarioId: string; questionId: string; number: number; createdById: string };
type Wording = Pick<Draft, "title" | "criteria" | "source" | "opensAt" | "closesAt"> & {
  baseRate?: string | null | undefined;
  /** What kind of answer it asks for: that of its question's type. */
  spec: QuestionSpec;
  /** What amendment it is; left out for a first wording and for those of a draft. */
  amendment?: AmendmentKind;
  /** Why it was made; an amendment has one. */
  reason?: string;
};

/** Writes one immutable version of a question and its journal entry, inside the caller's transaction. */
export async function writeVersion(tx: Prisma.TransactionClient, of: VersionOf, wording: Wording): Promise<string> {
  const { teamId, questionId, number, createdById } = of;
  const { title, criteria, source, spec, opensAt, closesAt, amendment = null, reason = null } = wording;
  const baseRate = wording.baseRate || null;
  const version = await tx.questionVersion.create({
    data: {
      teamId,
      questionId,
      number,
      title,
      criteria,
      source,
      baseRate,
      opensAt,
      closesAt,
      amendment,
      reason,
      createdById,
      ...versionSpec(spec),
    },
    select: { id: true },
  });
  const salt = newSalt();
  await journal(tx, {
    teamId,
    kind: "question.version",
    recordId: version.id,
    topicId: number === 1 ? of.scenarioId : questionId,
    body: {
      question: questionId,
      version: number,
      ...(amendment === null ? {} : { amendment }),
      opensAt: opensAt.toISOString(),
      closesAt: closesAt.toISOString(),
      ...(spec.type === "binary" ? {} : { spec }),
      text: textHash(salt, JSON.stringify([title, criteria, source, baseRate, ...(reason === null ? [] : [reason])])),
      textSalt: salt.toString("hex"),
    },
  });
  return version.id;
}
