import type { Instant } from "#core/clock";
import { type Actor, can } from "#core/permissions";
import { hasVerdict, type QuestionState, questionState } from "#core/resolution";
import type { ForecastView } from "#core/visibility";
import type { WordScale } from "#core/wording";
import type { Prisma } from "#prisma/client/client";
import { forecastViews } from "#server/forecasts/forecast-queries";
import { db } from "#server/platform/db";
import { questionAt } from "#server/questions/question-at";

/** A question as pages show it, with what the reader may see of its forecasts. */
export interface QuestionDetail {
  id: string;
  teamId: string;
  scenarioId: string;
  role: "HEADLINE" | "INDICATOR" | "CONDITIONAL";
  /** At the instant of reading. */
  state: QuestionState;
  revealPolicy: "ALWAYS" | "AFTER_FORECAST" | "AFTER_ROUND";
  revealAt: Date | null;
  /** The question that it took the place of by a material amendment, and the one that took its place. */
  replacesId: string | null;
  successorId: string | null;
  version: {
    id: string;
    number: number;
    title: string;
    criteria: string;
    source: string;
    baseRate: string | null;
    /** From when on it was in force. */
    since: Date;
  };
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
  externalId: true,
  createdAt: true,
  publishedAt: true,
  revealPolicy: true,
  revealAt: true,
  replaces: { select: { id: true } },
  successor: { select: { id: true, createdAt: true } },
  versions: {
    orderBy: { number: "desc" },
    select: {
      id: true,
      number: true,
      title: true,
      criteria: true,
      source: true,
      baseRate: true,
      opensAt: true,
      closesAt: true,
      createdAt: true,
    },
  },
  resolutions: {
    orderBy: { version: "desc" },
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
    orderBy: { proposedAt: "desc" },
    select: {
      outcome: true,
      correctsId: true,
      proposedAt: true,
      proposedBy: { select: { name: true } },
      decision: { select: { decidedAt: true } },
      resolution: { select: { resolvedAt: true } },
    },
  },
  tags: { orderBy: { tag: { name: "asc" } }, select: { tag: { select: { name: true } } } },
  scenario: { select: { brief: { select: { team: { select: { wordScale: true } } } } } },
} as const satisfies Prisma.QuestionSelect;

/**
 * The questions that match and that the actor may read, oldest first. Drafts are for those who may write them.
 *
 * @param at as they stood then (the whole millisecond counts), with the actor's rights and the reveal rule of now
 */
export async function questionDetails(
  actor: Actor,
  where: Prisma.QuestionWhereInput,
  at: Instant | null = null,
): Promise<QuestionDetail[]> {
  const found = await db.question.findMany({ where, select: SELECT, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const shown = found.flatMap((question) => {
    const [latest] = question.versions;
    const stood = questionAt(question, at);
    const { teamId } = question;
    const draft = question.state === "DRAFT" || stood?.state === "DRAFT";
    const readable = can(actor, draft ? "question.write" : "question.read", { teamId });
    // What is hidden is decided by the clocks and the state of now.
    return readable && latest && stood
      ? [{ ...question, opensAt: latest.opensAt, closesAt: latest.closesAt, stood }]
      : [];
  });
  const views = await forecastViews(actor, shown, at === null ? null : at + MILLISECOND);
  const instant = at ?? Date.now();
  return shown.flatMap(({ stood, ...question }) => {
    const forecasts = views.get(question.id);
    if (!forecasts) return [];
    const { resolution, proposal } = stood;
    const { opensAt, closesAt, createdAt, ...version } = stood.version;
    return [
      {
        id: question.id,
        teamId: question.teamId,
        scenarioId: question.scenarioId,
        role: question.role,
        state: questionState(stood.state, { closesAt: closesAt.getTime() }, instant),
        revealPolicy: question.revealPolicy,
        revealAt: question.revealAt,
        replacesId: question.replaces?.id ?? null,
        successorId: successorAt(question.successor, at),
        version: { ...version, since: createdAt },
        opensAt,
        closesAt,
        resolution: inForce(resolution),
        correctionWaits: proposal !== null && hasVerdict(stood.state),
        proposal:
          proposal?.outcome && stood.state === "PROPOSED"
            ? {
                outcome: proposal.outcome,
                proposedAt: proposal.proposedAt,
                proposedBy: proposal.proposedBy?.name ?? null,
              }
            : null,
        tags: question.tags.map(({ tag }) => tag.name),
        scale: SCALE[question.scenario.brief.team.wordScale],
        forecasts,
      },
    ];
  });
}

/** Short of the next one: a forecast's instant has microseconds. */
const MILLISECOND = 0.9995;

function successorAt(successor: { id: string; createdAt: Date } | null, at: Instant | null): string | null {
  return successor && (at === null || successor.createdAt.getTime() <= at) ? successor.id : null;
}

type Verdict = Omit<NonNullable<QuestionDetail["resolution"]>, "outcome" | "singleHanded"> & {
  outcome: NonNullable<QuestionDetail["resolution"]>["outcome"] | null;
  proposal: { decision: { singleHanded: boolean } | null } | null;
};

/** A version without an outcome withdrew the verdict. */
function inForce(verdict: Verdict | null): QuestionDetail["resolution"] {
  if (!verdict?.outcome) return null;
  const { proposal, outcome, ...rest } = verdict;
  return { ...rest, outcome, singleHanded: proposal?.decision?.singleHanded ?? false };
}

const SCALE = { PHIA: "phia", ICD203: "icd203" } as const;
