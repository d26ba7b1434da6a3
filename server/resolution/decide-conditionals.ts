import { type BinaryVerdict, type ConditionalVerdict, conditionalVerdict } from "#core/conditional";
import { confirmingMove, type Move } from "#core/resolution";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { notify } from "#server/notifications/notify";
import { uuid7 } from "#server/platform/uuid";
import { type LockedQuestion, lockQuestion } from "#server/resolution/lock-question";
import { moveQuestion } from "#server/resolution/move-question";
import { dropScores, scoreQuestion } from "#server/scores/score-question";

interface InForce {
  id: string;
  questionId: string;
  outcome: BinaryVerdict | null;
  /** Milliseconds, with the database's microseconds. */
  knownAt: number;
  version: number;
}

/**
 * Decides, in the transaction that changed the verdict on a question, every conditional question that depends on it: it takes
 * the verdict that follows, is scored by it, or is open again where none follows any more. The caller holds the question's
 * lock; each conditional is locked after it, so of two verdicts that come at once the later one sees the earlier.
 *
 * @param byId who gave the verdict
 * @returns how many were decided anew
 */
export async function decideConditionals(
  tx: Prisma.TransactionClient,
  questionId: string,
  byId: string,
): Promise<number> {
  const asked = await tx.conditionalQuestion.findMany({
    where: { OR: [{ antecedentId: questionId }, { consequentId: questionId }] },
    select: { questionId: true, antecedentId: true, consequentId: true, holds: true },
    orderBy: { questionId: "asc" },
  });
  let decided = 0;
  for (const { antecedentId, consequentId, holds, questionId: id } of asked) {
    const question = await lockQuestion(tx, id);
    const inForce = await verdictsInForce(tx, [antecedentId, consequentId, id]);
    const [antecedent, consequent] = [inForce.get(antecedentId), inForce.get(consequentId)];
    const verdict = conditionalVerdict(
      { holds, opensAt: question.clocks.opensAt },
      answerOf(antecedent),
      answerOf(consequent),
    );
    const before = inForce.get(id);
    if (isSame(verdict, before)) continue;
    const follows = (verdict?.by === "antecedent" ? antecedent : consequent) ?? antecedent;
    const cause = verdict ? follows : inForce.get(questionId);
    if (!cause) throw new RangeError(`the verdict on ${id} must follow from another`);
    for (const move of movesTo(verdict, question)) question.state = await moveQuestion(tx, question, move);
    const resolutionId = await writeFollowing(tx, question, { verdict, cause, before });
    if (before?.outcome) await dropScores(tx, id);
    await scoreQuestion(tx, resolutionId);
    await notify(tx, { kind: "verdict", resolutionId });
    await recordAudit(tx, {
      actorId: byId,
      teamId: question.teamId,
      action: "resolution.follow",
      subjectId: id,
      detail: { from: cause.id, outcome: verdict?.outcome ?? null },
    });
    decided++;
  }
  return decided;
}

/** The latest resolution version of each question that has one. */
export async function verdictsInForce(
  tx: Prisma.TransactionClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, InForce>> {
  const rows = await tx.$queryRaw<InForce[]>`
    SELECT DISTINCT ON ("questionId") "id", "questionId", "outcome"::text AS "outcome", "version",
      (extract(epoch FROM "knownAt") * 1000)::float8 AS "knownAt"
    FROM "Resolution" WHERE "questionId" = ANY(${[...ids]}::uuid[]) ORDER BY "questionId", "version" DESC`;
  return new Map(rows.map((row) => [row.questionId, row]));
}

/** A version without an outcome took the verdict back. */
export const answerOf = (version: Pick<InForce, "outcome" | "knownAt"> | undefined) =>
  version?.outcome ? { outcome: version.outcome, knownAt: version.knownAt } : null;

/** Whether a conditional question has the verdict that follows already. */
export function isSame(verdict: ConditionalVerdict | null, before: InForce | undefined): boolean {
  if (verdict === null) return !before?.outcome;
  return before !== undefined && before.outcome === verdict.outcome && before.knownAt === verdict.knownAt;
}

/** A first outcome is proposed and confirmed at once: both are said by the verdict that it follows from. */
function movesTo(verdict: ConditionalVerdict | null, { state }: LockedQuestion): Move[] {
  switch (verdict?.outcome) {
    case undefined:
      return ["reopen"];
    case "VOID":
      return [confirmingMove("void")];
    case "AMBIGUOUS":
      return [confirmingMove("ambiguous")];
    default:
      return state === "OPEN" ? ["propose", confirmingMove("outcome")] : [confirmingMove("outcome")];
  }
}

interface Following {
  verdict: ConditionalVerdict | null;
  cause: InForce;
  before: InForce | undefined;
}

/** The next resolution version: its date is that of the verdict it follows from, to the microsecond. */
async function writeFollowing(
  tx: Prisma.TransactionClient,
  { id: questionId, teamId }: LockedQuestion,
  { verdict, cause, before }: Following,
): Promise<string> {
  const id = uuid7();
  const version = (before?.version ?? 0) + 1;
  const outcome = verdict?.outcome ?? null;
  // A version that takes the verdict back repeats the date of what it takes back.
  const dated = verdict ? cause : (before ?? cause);
  await tx.$executeRaw`
    INSERT INTO "Resolution" ("id", "teamId", "questionId", "version", "outcome", "knownAt", "followsId")
    SELECT ${id}::uuid, r."teamId", ${questionId}::uuid, ${version}, ${outcome}::"Outcome", r."knownAt", ${cause.id}::uuid
    FROM "Resolution" r WHERE r."id" = ${dated.id}::uuid`;
  await journal(tx, {
    teamId,
    kind: "resolution",
    recordId: id,
    topicId: questionId,
    body: {
      resolution: id,
      question: questionId,
      version,
      outcome,
      knownAt: new Date(dated.knownAt).toISOString(),
      proposal: null,
      follows: cause.id,
    },
  });
  return id;
}
