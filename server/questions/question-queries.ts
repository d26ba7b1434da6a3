import { answerWords } from "#core/answer-words";
import type { Instant } from "#core/clock";
import type { ForecastView } from "#core/forecast-view";
import type { OutcomeKind, VersionAnswer } from "#core/outcome";
import { type Actor, can } from "#core/permissions";
import type { QuestionSpec } from "#core/question";
import { hasVerdict, type QuestionState, questionState } from "#core/resolution";
import type { WordScale } from "#core/wording";
import type { Prisma } from "#prisma/client/client";
import { forecastViews } from "#server/forecasts/forecast-queries";
import { SPEC_COLUMNS, specOf } from "#server/forecasts/read-specs";
import { ANSWER_COLUMNS } from "#server/forecasts/said";
import { db } from "#server/platform/db";
import { questionAt } from "#server/questions/question-at";

/** A question as pages show it, with what the reader may see of its forecasts. */
export interface QuestionDetail {
  id: string;
  teamId: string;
  scenarioId: string;
  role: "HEADLINE" | "INDICATOR" | "CONDITIONAL";
  /** What kind of answer it takes, as the version in force says. */
  spec: QuestionSpec;
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
    /** The version that first had these words: what was stated on an earlier one was stated before the wording changed. */
    worded: number;
  };
  opensAt: Date;
  closesAt: Date;
  /** The verdict in force. */
  resolution: {
    id: string;
    version: number;
    outcome: OutcomeKind;
    option: string | null;
    value: number | null;
    /** The same in words. */
    said: string;
    knownAt: Date;
    resolvedAt: Date;
    /** Confirmed by its proposer, since no second person could. */
    singleHanded: boolean;
  } | null;
  /** Whether a correction of it waits for a second person. */
  correctionWaits: boolean;
  /** The proposal that waits for a second person. */
  proposal: { outcome: OutcomeKind; said: string; proposedAt: Date; proposedBy: string | null } | null;
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
  type: true,
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
      ...SPEC_COLUMNS,
      amendment: true,
    },
  },
  resolutions: {
    orderBy: { version: "desc" },
    select: {
      id: true,
      version: true,
      ...ANSWER_COLUMNS,
      knownAt: true,
      resolvedAt: true,
      proposal: { select: { decision: { select: { singleHanded: true } } } },
    },
  },
  proposals: {
    orderBy: { proposedAt: "desc" },
    select: {
      ...ANSWER_COLUMNS,
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
    const { opensAt, closesAt } = stood.version;
    const spec = specOf(question.type, stood.version);
    return [
      {
        id: question.id,
        teamId: question.teamId,
        scenarioId: question.scenarioId,
        role: question.role,
        spec,
        state: questionState(stood.state, { closesAt: closesAt.getTime() }, instant),
        revealPolicy: question.revealPolicy,
        revealAt: question.revealAt,
        replacesId: question.replaces?.id ?? null,
        successorId: successorAt(question.successor, at),
        version: wordingOf(stood.version, question.versions),
        opensAt,
        closesAt,
        resolution: inForce(resolution, spec),
        correctionWaits: proposal !== null && hasVerdict(stood.state),
        proposal: proposal && stood.state === "PROPOSED" ? proposedAnswer(proposal, spec) : null,
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

type Wording = Omit<QuestionDetail["version"], "since" | "worded"> & { createdAt: Date };

function wordingOf(
  { id, number, title, criteria, source, baseRate, createdAt }: Wording,
  versions: readonly { number: number; amendment: "CLARIFICATION" | "CLOSE_MOVED" | null }[],
): QuestionDetail["version"] {
  const clarified = versions.find((version) => version.amendment === "CLARIFICATION" && version.number <= number);
  return { id, number, title, criteria, source, baseRate, since: createdAt, worded: clarified?.number ?? 1 };
}

function proposedAnswer(
  proposal: VersionAnswer & { proposedAt: Date; proposedBy: { name: string } | null },
  spec: QuestionSpec,
): QuestionDetail["proposal"] {
  const { outcome, proposedAt, proposedBy } = proposal;
  const words = answerWords(proposal, spec);
  return outcome && words ? { outcome, said: words, proposedAt, proposedBy: proposedBy?.name ?? null } : null;
}

type Verdict = Omit<NonNullable<QuestionDetail["resolution"]>, "outcome" | "said" | "singleHanded"> & {
  outcome: OutcomeKind | null;
  proposal: { decision: { singleHanded: boolean } | null } | null;
};

/** A version without an outcome withdrew the verdict. */
function inForce(verdict: Verdict | null, spec: QuestionSpec): QuestionDetail["resolution"] {
  const words = verdict && answerWords(verdict, spec);
  if (!verdict?.outcome || !words) return null;
  const { proposal, outcome, ...rest } = verdict;
  return { ...rest, outcome, said: words, singleHanded: proposal?.decision?.singleHanded ?? false };
}

const SCALE = { PHIA: "phia", ICD203: "icd203" } as const;
