import type { ForecastView } from "#core/forecast-view";
import { binaryNumbers, type Glance, glanceOf } from "#core/glance";
import type { OutcomeKind } from "#core/outcome";
import { type Actor, can, forecastingMembership } from "#core/permissions";
import { questionState } from "#core/resolution";
import { SOON_DAYS } from "#server/desk/waiting-count";
import { forecastViews } from "#server/forecasts/forecast-queries";
import { STALE_DAYS } from "#server/forecasts/fresh";
import { SPEC_COLUMNS } from "#server/forecasts/read-specs";
import { ANSWER_COLUMNS, said } from "#server/forecasts/said";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

const DAY = 86_400_000;
const STALE = STALE_DAYS * DAY;
const SOON = SOON_DAYS * DAY;

export interface DeskQuestion {
  id: string;
  title: string;
  opensAt: Date;
  closesAt: Date;
  scenario: { number: number; statement: string };
  brief: { id: string; title: string };
  /** What the reader holds and since when; the probability of a binary question, in [0, 1]. */
  own: { probability: number | null; latestAt: number } | null;
  /** As the reader may see it. */
  crowd: { median: number; low: number; high: number } | null;
  /** In place of these numbers where the answer is not yes or no. */
  glance: Glance | null;
  /** The mean of a crowd that may be seen only as a whole. */
  early: number | null;
  /** How many people have forecast; always shown. */
  people: number;
  /** Why the crowd is hidden, in a word. */
  hidden: "you-forecast" | "round-closes" | "question-closes" | null;
  /** The round that runs on it. */
  round: { number: number; endsAt: number } | null;
}

export interface DeskProposal {
  questionId: string;
  title: string;
  /** Null: a verdict is to be withdrawn. */
  outcome: OutcomeKind | null;
  said: string | null;
  /** Whether it corrects a verdict. */
  correction: boolean;
  knownAt: Date;
  proposedBy: string;
  own: boolean;
}

export interface Desk {
  kind: "forecaster" | "lead" | "admin" | "leader" | "observer";
  /** How many may forecast in the team: what the number of people is out of. */
  forecasters: number;
  memberId: string | null;
  mayResolve: boolean;
  mayWriteBriefs: boolean;
  /** In a round that waits for the reader's answer, the one that ends first before the others. */
  inRound: DeskQuestion[];
  closingSoon: DeskQuestion[];
  notForecast: DeskQuestion[];
  stale: DeskQuestion[];
  /** Open questions in none of the lists before. */
  open: DeskQuestion[];
  toConfirm: DeskProposal[];
  overdue: DeskQuestion[];
  drafts: { id: string; title: string; scenarioId: string }[];
  /** How many briefs the team has: what to do first depends on it. */
  briefs: number;
}

/** What waits for an actor in a team, whatever kind of person they are there: a constant number of queries. */
export async function deskOf(actor: Actor, teamId: string): Promise<Desk> {
  if (!can(actor, "team.read", { teamId })) throw notFound();
  const [questions, forecasters, briefs] = await Promise.all([
    loadQuestions(teamId),
    db.member.count({
      where: { teamId, leftAt: null, role: { in: ["LEAD", "FORECASTER"] }, NOT: { user: { orgRole: "LEADER" } } },
    }),
    db.brief.count({ where: { teamId, archivedAt: null } }),
  ]);
  const published = questions.flatMap((question) =>
    question.state === "OPEN" || question.state === "PROPOSED" ? [shown(question)] : [],
  );
  const views = await forecastViews(actor, published);
  const now = Date.now();
  const rows = published
    .map((question) => ({ question, row: deskQuestion(question, views.get(question.id)) }))
    .sort((a, b) => a.row.closesAt.getTime() - b.row.closesAt.getTime());
  const states = rows.map(({ question, row }) => ({
    state: questionState(question.state, { closesAt: row.closesAt.getTime() }, now),
    // The verdict on a conditional question follows from two others.
    decides: question.role !== "CONDITIONAL",
    row,
  }));
  const open = states.flatMap(({ state, row }) => (state === "OPEN" ? [row] : []));
  const membership = forecastingMembership(actor, teamId);
  const mayResolve = can(actor, "resolution.desk", { teamId });
  const waits = membership
    ? split(open, { views, now, memberId: membership.memberId })
    : { inRound: [], closingSoon: [], notForecast: [], stale: [], open };
  return {
    kind: kindOf(actor, teamId),
    forecasters,
    memberId: membership?.memberId ?? actor.memberships.find((m) => m.teamId === teamId)?.memberId ?? null,
    mayResolve,
    mayWriteBriefs: can(actor, "brief.write", { teamId }),
    ...waits,
    toConfirm: mayResolve ? questions.flatMap((question) => proposalOf(actor, question)) : [],
    overdue: states.flatMap(({ state, row, decides }) => (state === "CLOSED" && decides ? [row] : [])),
    drafts: mayResolve
      ? questions.flatMap(({ id, state, versions, scenario }) =>
          state === "DRAFT" ? [{ id, title: versions[0]?.title ?? "", scenarioId: scenario.id }] : [],
        )
      : [],
    briefs,
  };
}

type Loaded = Awaited<ReturnType<typeof loadQuestions>>[number];

function loadQuestions(teamId: string) {
  return db.question.findMany({
    where: {
      teamId,
      scenario: { archivedAt: null },
      OR: [{ state: { in: ["DRAFT", "OPEN", "PROPOSED"] } }, { proposals: { some: { decision: null } } }],
    },
    select: {
      id: true,
      teamId: true,
      state: true,
      role: true,
      type: true,
      revealPolicy: true,
      revealAt: true,
      versions: {
        orderBy: { number: "desc" },
        take: 1,
        select: { title: true, opensAt: true, closesAt: true, ...SPEC_COLUMNS },
      },
      proposals: {
        where: { decision: null },
        select: {
          ...ANSWER_COLUMNS,
          correctsId: true,
          knownAt: true,
          proposedById: true,
          proposedBy: { select: { name: true } },
        },
      },
      scenario: {
        select: {
          id: true,
          number: true,
          statement: true,
          brief: {
            select: { id: true, versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } } },
          },
        },
      },
    },
  });
}

function shown(question: Loaded) {
  const [version] = question.versions;
  if (!version) throw new RangeError(`question ${question.id} must have a version`);
  return { ...question, ...version };
}

function deskQuestion(question: ReturnType<typeof shown>, view: ForecastView | undefined): DeskQuestion {
  const { id, title, opensAt, closesAt, scenario } = question;
  const { own, crowd, early } = binaryNumbers(view);
  return {
    id,
    title,
    opensAt,
    closesAt,
    scenario: { number: scenario.number, statement: scenario.statement },
    brief: { id: scenario.brief.id, title: scenario.brief.versions[0]?.title ?? "" },
    own: view?.own ? { probability: own, latestAt: view.own.latestAt } : null,
    crowd,
    glance: glanceOf(view),
    early: early?.mean ?? null,
    people: view?.whoHasForecast.length ?? 0,
    hidden: view?.hidden?.until ?? null,
    round: view?.round?.running ? { number: view.round.number, endsAt: view.round.endsAt } : null,
  };
}

/** Each open question in the first list that it belongs to. What one has withdrawn waits for nothing. */
function split(
  open: readonly DeskQuestion[],
  { views, now, memberId }: { views: ReadonlyMap<string, ForecastView>; now: number; memberId: string },
) {
  const lists: Record<"inRound" | "closingSoon" | "notForecast" | "stale" | "open", DeskQuestion[]> = {
    inRound: [],
    closingSoon: [],
    notForecast: [],
    stale: [],
    open: [],
  };
  for (const row of open) {
    const view = views.get(row.id);
    const started = (view?.ownLog.length ?? 0) > 0;
    const answered = view?.round?.answered.some((person) => person.memberId === memberId) ?? false;
    if (row.round && !answered) lists.inRound.push(row);
    else if (row.closesAt.getTime() - now <= SOON) lists.closingSoon.push(row);
    else if (!started) lists.notForecast.push(row);
    else if (row.own && now - row.own.latestAt >= STALE) lists.stale.push(row);
    else lists.open.push(row);
  }
  lists.inRound.sort((a, b) => (a.round?.endsAt ?? 0) - (b.round?.endsAt ?? 0));
  return lists;
}

function proposalOf(actor: Actor, { id, type, versions: [version], proposals }: Loaded): DeskProposal[] {
  const [proposal] = proposals;
  if (!proposal || !version) return [];
  const { outcome, correctsId, knownAt, proposedBy, proposedById } = proposal;
  const own = proposedById === actor.userId;
  return [
    {
      questionId: id,
      title: version.title,
      outcome,
      said: said(proposal, type, version),
      correction: correctsId !== null,
      knownAt,
      proposedBy: proposedBy?.name ?? "Somebody",
      own,
    },
  ];
}

function kindOf(actor: Actor, teamId: string): Desk["kind"] {
  if (actor.orgRole === "LEADER") return "leader";
  if (can(actor, "resolution.desk", { teamId })) return forecastingMembership(actor, teamId) ? "lead" : "admin";
  return can(actor, "forecast.submit", { teamId }) ? "forecaster" : "observer";
}
