import { answerWords } from "#core/answer-words";
import type { Instant } from "#core/clock";
import type { VersionAnswer } from "#core/outcome";
import { type Actor, can } from "#core/permissions";
import { specOf } from "#server/forecasts/read-specs";
import { ANSWER_COLUMNS, ASKED_COLUMNS } from "#server/forecasts/said";
import { db, pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { type EvidenceItem, FILE, filesOf } from "#server/resolution/evidence-queries";
import { Deputies } from "#server/teams/deputy-queries";

/** An outcome of null withdraws the verdict before it. */
export interface ResolutionRecord extends VersionAnswer {
  id: string;
  /** The verdict in words; null where it is withdrawn. */
  said: string | null;
  knownAt: Date;
  evidenceUrl: string | null;
  quote: string | null;
  files: EvidenceItem[];
  note: string | null;
  /** The resolution version that it corrects, or proposed to. */
  corrects: number | null;
  proposedBy: string | null;
  proposedAt: Date | null;
  own: boolean;
  decision: {
    verdict: "CONFIRMED" | "REJECTED" | "RETRACTED";
    by: string | null;
    at: Date;
    note: string | null;
    singleHanded: boolean;
    hadStandingForecast: boolean;
  } | null;
  /** The resolution version that it became; one of an import or the demonstration says where it came from. */
  resolutionId: string | null;
  version: number | null;
  /** Of a conditional question: it followed from the verdict on another. */
  follows: boolean;
  origin: "LIVE" | "IMPORT" | "SIMULATED";
}

const PROPOSAL = {
  id: true,
  ...ANSWER_COLUMNS,
  knownAt: true,
  evidenceUrl: true,
  quote: true,
  note: true,
  proposedAt: true,
  proposedById: true,
  proposedBy: { select: { name: true } },
  corrects: { select: { version: true } },
  resolution: { select: { id: true, version: true, origin: true } },
  files: FILE,
  decision: {
    select: {
      verdict: true,
      note: true,
      decidedAt: true,
      singleHanded: true,
      hadStandingForecast: true,
      decidedBy: { select: { id: true, name: true } },
    },
  },
} as const;

/**
 * Every proposal on a question and what became of it, newest first; imported verdicts stand among them.
 *
 * @param at as far as it had come then (the whole millisecond counts); null for now
 * @param among of these alone, by their ids; null for all
 */
export async function resolutionHistory(
  actor: Actor,
  questionId: string,
  at: Instant | null = null,
  among: readonly string[] | null = null,
): Promise<ResolutionRecord[]> {
  const these = among === null ? {} : { id: { in: [...among] } };
  const question = await db.question.findUnique({
    where: { id: questionId },
    select: {
      teamId: true,
      ...ASKED_COLUMNS,
      proposals: { where: these, select: PROPOSAL },
      resolutions: {
        where: { proposalId: null, ...these },
        select: {
          id: true,
          version: true,
          ...ANSWER_COLUMNS,
          knownAt: true,
          evidenceUrl: true,
          reason: true,
          resolvedAt: true,
          followsId: true,
          origin: true,
        },
      },
    },
  });
  const version = question?.versions[0];
  if (!question || !version || !can(actor, "question.read", { teamId: question.teamId })) throw notFound();
  const spec = specOf(question.type, version);
  const deputies = await Deputies.of([question.teamId]);
  const proposed = question.proposals.map(
    ({ proposedBy, proposedById, decision, resolution, corrects, files, ...proposal }): ResolutionRecord => ({
      ...proposal,
      said: answerWords(proposal, spec),
      note: proposal.note || null,
      files: filesOf(files),
      corrects: corrects?.version ?? null,
      proposedBy: proposedBy?.name ?? null,
      own: proposedById === actor.userId,
      resolutionId: resolution?.id ?? null,
      version: resolution?.version ?? null,
      follows: false,
      origin: resolution?.origin ?? "LIVE",
      decision: decision && {
        verdict: decision.verdict,
        by: deputies.nameOf(decision.decidedBy, question.teamId, decision.decidedAt),
        at: decision.decidedAt,
        note: decision.note,
        singleHanded: decision.singleHanded,
        hadStandingForecast: decision.hadStandingForecast,
      },
    }),
  );
  const imported = question.resolutions.map(
    ({ reason, resolvedAt, followsId, ...resolution }): ResolutionRecord => ({
      ...resolution,
      follows: followsId !== null,
      said: answerWords(resolution, spec),
      resolutionId: resolution.id,
      quote: null,
      files: [],
      note: reason,
      corrects: null,
      proposedBy: null,
      proposedAt: resolvedAt,
      own: false,
      decision: null,
    }),
  );
  const since = ({ proposedAt }: ResolutionRecord) => proposedAt?.getTime() ?? 0;
  const all = [...proposed, ...imported].sort((a, b) => since(b) - since(a));
  return at === null ? all : all.flatMap((record) => recordAt(record, at));
}

/** The same in pages, newest first: those before an id, at most as many as wanted. */
export async function resolutionsBefore(
  actor: Actor,
  questionId: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<ResolutionRecord[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT "id" FROM (
       SELECT "id" FROM "ResolutionProposal" WHERE "questionId" = $1
       UNION ALL SELECT "id" FROM "Resolution" WHERE "questionId" = $1 AND "proposalId" IS NULL) r
     WHERE $2::uuid IS NULL OR "id" < $2 ORDER BY "id" DESC LIMIT $3`,
    [questionId, before ?? null, limit],
  );
  const ids = rows.map(({ id }) => id);
  const records = new Map((await resolutionHistory(actor, questionId, null, ids)).map((record) => [record.id, record]));
  return ids.flatMap((id) => records.get(id) ?? []);
}

/** A proposal that was decided later waited then, and was no version yet. */
function recordAt(record: ResolutionRecord, at: Instant): ResolutionRecord[] {
  if (record.proposedAt && record.proposedAt.getTime() > at) return [];
  if (!record.decision || record.decision.at.getTime() <= at) return [record];
  return [{ ...record, decision: null, resolutionId: null, version: null }];
}
