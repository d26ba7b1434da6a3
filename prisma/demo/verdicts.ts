import type { Prisma } from "#prisma/client/client";
import type { DemoQuestion } from "#prisma/demo/question";
import { journal } from "#server/ledger/journal";
import { notify } from "#server/notifications/notify";
import { confirmersBesides } from "#server/resolution/other-confirmers";
import { scoreResolutions } from "#server/scores/score-question";

const DAY = 86_400_000;
/** Of how many verdicts people still have a notice. */
const NEWS = 2;

interface Scene {
  teamId: string;
  /** Question id of the demonstration → row. */
  questions: ReadonlyMap<string, string>;
  /** Account → user row. */
  users: ReadonlyMap<string, string>;
  demo: readonly DemoQuestion[];
}

/**
 * Writes the verdicts on past questions as they would have come about: proposed by an analyst, confirmed the next day by
 * the lead, scored; and one that waits. The use cases themselves write today's date, so this writes the rows.
 */
export async function writeVerdicts(tx: Prisma.TransactionClient, scene: Scene): Promise<void> {
  const resolved: { id: string; at: number }[] = [];
  for (const question of scene.demo) {
    if (question.verdict)
      resolved.push({
        id: await settle(tx, scene, question, question.verdict),
        at: question.verdict.proposedAt,
      });
    if (question.proposed) {
      const { proposalId } = await propose(tx, scene, question, question.proposed);
      const recipients = await confirmersBesides(tx, scene.teamId, scene.users.get("analyst2") ?? "");
      await notify(tx, { kind: "proposal", proposalId, recipients });
    }
  }
  await scoreResolutions(
    tx,
    resolved.map(({ id }) => id),
  );
  // As if people had read of the earlier ones.
  for (const { id } of resolved.toSorted((a, b) => b.at - a.at).slice(0, NEWS))
    await notify(tx, { kind: "verdict", resolutionId: id });
}

/** @returns the resolution version in force */
async function settle(
  tx: Prisma.TransactionClient,
  scene: Scene,
  question: DemoQuestion,
  { first, ...verdict }: Verdict,
): Promise<string> {
  if (!first) return confirm(tx, scene, question, verdict, { version: 1 });
  const correctsId = await confirm(tx, scene, question, first, { version: 1 });
  return confirm(tx, scene, question, verdict, { version: 2, correctsId });
}

/** Which version a verdict becomes, and which it corrects. */
interface Place {
  version: number;
  correctsId?: string;
}

type Verdict = NonNullable<DemoQuestion["verdict"]>;

async function propose(
  tx: Prisma.TransactionClient,
  { teamId, questions, users }: Scene,
  { id }: DemoQuestion,
  { outcome, knownAt, evidenceUrl, note, proposedAt }: Verdict,
  correctsId?: string,
): Promise<{ questionId: string; proposalId: string }> {
  const questionId = questions.get(id) ?? "";
  const version = await tx.questionVersion.findFirstOrThrow({ where: { questionId }, select: { id: true } });
  const { id: proposalId } = await tx.resolutionProposal.create({
    data: {
      teamId,
      questionId,
      questionVersionId: version.id,
      correctsId,
      outcome,
      knownAt: new Date(knownAt),
      evidenceUrl,
      note,
      proposedById: users.get("analyst2"),
      proposedAt: new Date(proposedAt),
    },
    select: { id: true },
  });
  await tx.question.update({ where: { id: questionId }, data: { state: "PROPOSED" }, select: { id: true } });
  await journal(tx, {
    teamId,
    kind: "proposal",
    recordId: proposalId,
    topicId: questionId,
    body: {
      proposal: proposalId,
      question: questionId,
      corrects: correctsId ?? null,
      outcome,
      knownAt: new Date(knownAt).toISOString(),
      evidenceUrl,
      origin: "SIMULATED",
    },
  });
  return { questionId, proposalId };
}

async function confirm(
  tx: Prisma.TransactionClient,
  scene: Scene,
  question: DemoQuestion,
  verdict: Verdict,
  { version, correctsId }: Place,
): Promise<string> {
  const { teamId, users } = scene;
  const { questionId, proposalId } = await propose(tx, scene, question, verdict, correctsId);
  const decidedAt = new Date(verdict.proposedAt + DAY);
  const { outcome, evidenceUrl } = verdict;
  const knownAt = new Date(verdict.knownAt);
  await tx.resolutionDecision.create({
    data: {
      teamId,
      proposalId,
      verdict: "CONFIRMED",
      decidedById: users.get("lead"),
      decidedAt,
      hadStandingForecast: true,
    },
    select: { id: true },
  });
  const { id } = await tx.resolution.create({
    data: {
      teamId,
      questionId,
      version,
      proposalId,
      outcome,
      knownAt,
      evidenceUrl,
      reason: correctsId ? verdict.note : null,
      resolvedAt: decidedAt,
      origin: "SIMULATED",
    },
    select: { id: true },
  });
  await tx.question.update({ where: { id: questionId }, data: { state: "RESOLVED" }, select: { id: true } });
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
      knownAt: knownAt.toISOString(),
      proposal: proposalId,
      origin: "SIMULATED",
    },
  });
  return id;
}
