import { type Actor, can } from "#core/permissions";
import type { VersionOutcome } from "#core/proposal";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { type EvidenceItem, FILE, filesOf } from "#server/resolution/evidence-queries";

export interface ResolutionRecord {
  id: string;
  /** Null withdraws the verdict before it. */
  outcome: VersionOutcome;
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
  origin: "LIVE" | "IMPORT" | "SIMULATED";
}

const PROPOSAL = {
  id: true,
  outcome: true,
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
      decidedBy: { select: { name: true } },
    },
  },
} as const;

/** Every proposal on a question and what became of it, newest first; imported verdicts stand among them. */
export async function resolutionHistory(actor: Actor, questionId: string): Promise<ResolutionRecord[]> {
  const question = await db.question.findUnique({
    where: { id: questionId },
    select: {
      teamId: true,
      proposals: { select: PROPOSAL },
      resolutions: {
        where: { proposalId: null },
        select: {
          id: true,
          version: true,
          outcome: true,
          knownAt: true,
          evidenceUrl: true,
          reason: true,
          resolvedAt: true,
          origin: true,
        },
      },
    },
  });
  if (!question || !can(actor, "question.read", { teamId: question.teamId })) throw notFound();
  const proposed = question.proposals.map(
    ({ proposedBy, proposedById, decision, resolution, corrects, files, ...proposal }): ResolutionRecord => ({
      ...proposal,
      note: proposal.note || null,
      files: filesOf(files),
      corrects: corrects?.version ?? null,
      proposedBy: proposedBy?.name ?? null,
      own: proposedById === actor.userId,
      resolutionId: resolution?.id ?? null,
      version: resolution?.version ?? null,
      origin: resolution?.origin ?? "LIVE",
      decision: decision && {
        verdict: decision.verdict,
        by: decision.decidedBy?.name ?? null,
        at: decision.decidedAt,
        note: decision.note,
        singleHanded: decision.singleHanded,
        hadStandingForecast: decision.hadStandingForecast,
      },
    }),
  );
  const imported = question.resolutions.map(
    ({ reason, resolvedAt, ...resolution }): ResolutionRecord => ({
      ...resolution,
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
  return [...proposed, ...imported].sort((a, b) => since(b) - since(a));
}
