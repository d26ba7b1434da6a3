import { type Actor, can } from "#core/permissions";
import { hasVerdict, type QuestionState, questionState } from "#core/resolution";
import type { ForecastView } from "#core/visibility";
import type { WordScale } from "#core/wording";
import type { Prisma } from "#prisma/client/client";
import { forecastViews } from "#server/forecasts/forecast-queries";
import { db } from "#server/platform/db";

/** A question as pages show it, with what the reader may see of its forecasts. */
export interface QuestionDetail {
  id: string;
  teamId: string;
  scenarioId: string;
  role: "HEADLINE" | "INDICATOR";
  /** At the instant of reading. */
  state: QuestionState;
  revealPolicy: "ALWAYS" | "AFTER_FORECAST" | "AFTER_ROUND";
  revealAt: Date | null;
  version: { id: string; number: number; title: string; criteria: string; source: string; baseRate: string | null };
  opensAt: Date;
  closesAt: Date;
  /** The verdict in force. */
  resolution: {
    id: string;
    version: number;
    outcome: "YES" | "NO" | "VOID" | "AMBIGUOUS";
    knownAt: Date;
    resolvedAt: Date;
    /** Confirmed by its proposer, since no second person could. */
    singleHanded: boolean;
  } | null;
  /** Whether a correction of it waits for a second person. */
  correctionWaits: boolean;
  /** The proposal that waits for a second person. */
  proposal: { outcome: "YES" | "NO" | "VOID" | "AMBIGUOUS"; proposedAt: Date; proposedBy: string | null } | null;
  /** The labels that the team put on it, by name. */
  tags: string[];
  /** The words that the team puts beside numbers. */
  scale: WordScale;
  forecasts: ForecastView;
}

const SELECT = {
  id: true,
  teamId: true,
  scenarioId: true,
  role: true,
  state: true,
  revealPolicy: true,
  revealAt: true,
  versions: {
    orderBy: { number: "desc" },
    take: 1,
    select: {
      id: true,
      number: true,
      title: true,
      criteria: true,
      source: true,
      baseRate: true,
      opensAt: true,
      closesAt: true,
    },
  },
  resolutions: {
    orderBy: { version: "desc" },
    take: 1,
    select: {
      id: true,
      version: true,
      outcome: true,
      knownAt: true,
      resolvedAt: true,
      proposal: { select: { decision: { select: { singleHanded: true } } } },
    },
  },
  proposals: {
    where: { decision: null },
    orderBy: { proposedAt: "desc" },
    take: 1,
    select: { outcome: true, proposedAt: true, proposedBy: { select: { name: true } } },
  },
  tags: { orderBy: { tag: { name: "asc" } }, select: { tag: { select: { name: true } } } },
  scenario: { select: { brief: { select: { team: { select: { wordScale: true } } } } } },
} as const satisfies Prisma.QuestionSelect;

/** The questions that match and that the actor may read, oldest first. Drafts are for those who may write them. */
export async function questionDetails(actor: Actor, where: Prisma.QuestionWhereInput): Promise<QuestionDetail[]> {
  const found = await db.question.findMany({ where, select: SELECT, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const shown = found.flatMap(({ versions, ...question }) => {
    const [version] = versions;
    const { teamId } = question;
    const readable = can(actor, question.state === "DRAFT" ? "question.write" : "question.read", { teamId });
    return readable && version ? [{ ...question, ...version, id: question.id, version }] : [];
  });
  const views = await forecastViews(actor, shown);
  const now = Date.now();
  return shown.flatMap((question) => {
    const forecasts = views.get(question.id);
    if (!forecasts) return [];
    const { version, opensAt, closesAt, resolutions, proposals } = question;
    const [verdict] = resolutions;
    const [proposal] = proposals;
    return [
      {
        id: question.id,
        teamId: question.teamId,
        scenarioId: question.scenarioId,
        role: question.role,
        state: questionState(question.state, { closesAt: closesAt.getTime() }, now),
        revealPolicy: question.revealPolicy,
        revealAt: question.revealAt,
        version,
        opensAt,
        closesAt,
        resolution: inForce(verdict),
        correctionWaits: proposal !== undefined && hasVerdict(question.state),
        proposal:
          proposal?.outcome && question.state === "PROPOSED"
            ? { ...proposal, outcome: proposal.outcome, proposedBy: proposal.proposedBy?.name ?? null }
            : null,
        tags: question.tags.map(({ tag }) => tag.name),
        scale: SCALE[question.scenario.brief.team.wordScale],
        forecasts,
      },
    ];
  });
}

type Verdict = Omit<NonNullable<QuestionDetail["resolution"]>, "outcome" | "singleHanded"> & {
  outcome: NonNullable<QuestionDetail["resolution"]>["outcome"] | null;
  proposal: { decision: { singleHanded: boolean } | null } | null;
};

/** A version without an outcome withdrew the verdict. */
function inForce(verdict: Verdict | undefined): QuestionDetail["resolution"] {
  if (!verdict?.outcome) return null;
  const { proposal, outcome, ...rest } = verdict;
  return { ...rest, outcome, singleHanded: proposal?.decision?.singleHanded ?? false };
}

const SCALE = { PHIA: "phia", ICD203: "icd203" } as const;
