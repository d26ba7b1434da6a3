import { conditionalInterval, impliedMarginal } from "#core/coherence";
import { CROSS_LIMIT } from "#core/conditional";
import { type Actor, can, forecastingMembership } from "#core/permissions";
import type { QuestionState } from "#core/resolution";
import { questionState } from "#core/resolution";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { pageId } from "#server/platform/page-id";
import { ownNumbers } from "#server/relations/own-coherence";
import { relationBook, whyUnrelated } from "#server/relations/relation-queries";

/** A conditional question and one's own number on it. */
export interface Asked {
  questionId: string;
  state: QuestionState;
  mine: number | null;
}

/** P(B|A) for the scenario A of a row and the scenario B of a column. */
export interface CrossCell {
  given: Asked | null;
  givenNot: Asked | null;
  /** What one's P(A) and P(B) leave for P(B|A); null without both. */
  interval: { low: number; high: number } | null;
  outside: boolean;
  /** P(B) by total probability: one value with both conditionals, a range with one of them; null without P(A) or any. */
  implied: { low: number; high: number } | null;
}

export interface CrossImpact {
  loadedAt: number;
  teamId: string;
  briefId: string;
  title: string;
  /** That can be chosen. */
  choices: { scenarioId: string; number: number; statement: string; chosen: boolean }[];
  chosen: {
    scenarioId: string;
    questionId: string;
    number: number;
    statement: string;
    mine: number | null;
    open: boolean;
  }[];
  /** By the ids of A and B: `cells[a][b]`. */
  cells: Record<string, Record<string, CrossCell>>;
  may: { ask: boolean; forecast: boolean };
}

/**
 * One's own conditionals among some scenarios of a brief, beside one's own marginals. Nobody else's number has a part in it.
 *
 * @param wanted scenario ids; those with conditional questions where none is named
 */
export async function crossImpact(actor: Actor, id: string, wanted: readonly string[]): Promise<CrossImpact> {
  const loadedAt = Date.now();
  const briefId = pageId(id);
  const brief = await db.brief.findUnique({
    where: { id: briefId },
    select: { teamId: true, versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } } },
  });
  if (!brief || !can(actor, "scenario.read", { teamId: brief.teamId })) throw notFound();
  const { teamId } = brief;
  const { scenarios } = await relationBook(db, teamId);
  const possible = [...scenarios.values()].flatMap(({ headline, ...scenario }) =>
    scenario.briefId === briefId && headline && whyUnrelated({ ...scenario, headline }) === null
      ? [{ ...scenario, headline }]
      : [],
  );
  const asked = await askedAmong(possible.map(({ headline }) => headline.questionId));
  const chosen = choose(possible, wanted, asked);
  const memberId = forecastingMembership(actor, teamId)?.memberId;
  const ids = [...possible.map(({ headline }) => headline.questionId), ...asked.map(({ questionId }) => questionId)];
  const mine = memberId ? await ownNumbers(memberId, ids) : new Map<string, number>();
  const columns = chosen.map(({ scenarioId, number, statement, headline }) => ({
    scenarioId,
    questionId: headline.questionId,
    number,
    statement,
    mine: mine.get(headline.questionId) ?? null,
    open: headline.state === "OPEN",
  }));
  return {
    loadedAt,
    teamId,
    briefId,
    title: brief.versions[0]?.title ?? "Brief without a text",
    choices: possible.map(({ scenarioId, number, statement }) => ({
      scenarioId,
      number,
      statement,
      chosen: chosen.some((one) => one.scenarioId === scenarioId),
    })),
    chosen: columns,
    cells: Object.fromEntries(
      columns.map((a) => [
        a.scenarioId,
        Object.fromEntries(
          columns.flatMap((b) => (a === b ? [] : [[b.scenarioId, cellOf(a, b, asked, mine)] as const])),
        ),
      ]),
    ),
    may: { ask: can(actor, "question.write", { teamId }), forecast: memberId !== undefined },
  };
}

type AskedRow = Omit<Asked, "mine"> & { antecedentId: string; consequentId: string; holds: boolean };

/** The conditional questions between some questions: of several the newest. */
async function askedAmong(questionIds: readonly string[]): Promise<AskedRow[]> {
  const ids = { in: [...questionIds] };
  const rows = await db.conditionalQuestion.findMany({
    where: { antecedentId: ids, consequentId: ids },
    orderBy: { question: { createdAt: "desc" } },
    select: {
      questionId: true,
      antecedentId: true,
      consequentId: true,
      holds: true,
      question: {
        select: { state: true, versions: { orderBy: { number: "desc" }, take: 1, select: { closesAt: true } } },
      },
    },
  });
  const now = Date.now();
  return rows.map(({ question: { state, versions }, ...row }) => ({
    ...row,
    state: questionState(state, { closesAt: versions[0]?.closesAt.getTime() ?? now }, now),
  }));
}

function choose<T extends { scenarioId: string; headline: { questionId: string } }>(
  possible: readonly T[],
  wanted: readonly string[],
  asked: readonly AskedRow[],
): T[] {
  const named = possible.filter(({ scenarioId }) => wanted.includes(scenarioId));
  const touched = possible.filter(({ headline: { questionId } }) =>
    asked.some(({ antecedentId, consequentId }) => questionId === antecedentId || questionId === consequentId),
  );
  const usual = touched.length > 0 ? touched : possible.slice(0, 3);
  return (named.length > 0 ? named : usual).slice(0, CROSS_LIMIT);
}

type Side = CrossImpact["chosen"][number];

function cellOf(a: Side, b: Side, asked: readonly AskedRow[], mine: ReadonlyMap<string, number>): CrossCell {
  const of = (holds: boolean): Asked | null => {
    const row = asked.find(
      (one) => one.antecedentId === a.questionId && one.consequentId === b.questionId && one.holds === holds,
    );
    return row ? { questionId: row.questionId, state: row.state, mine: mine.get(row.questionId) ?? null } : null;
  };
  const [given, givenNot] = [of(true), of(false)];
  const interval = a.mine !== null && b.mine !== null ? conditionalInterval(a.mine, b.mine) : null;
  const held = given?.mine ?? null;
  return {
    given,
    givenNot,
    interval,
    outside: held !== null && interval !== null && (held < interval.low - ROUNDING || held > interval.high + ROUNDING),
    implied: impliedBy(a.mine, held, givenNot?.mine ?? null),
  };
}

/** Numbers are stated to a tenth of a point: what differs by less than half of one is the same. */
const ROUNDING = 0.0005;

function impliedBy(a: number | null, bGivenA: number | null, bGivenNotA: number | null): CrossCell["implied"] {
  if (a === null || (bGivenA === null && bGivenNotA === null)) return null;
  return {
    low: impliedMarginal(a, bGivenA ?? 0, bGivenNotA ?? 0),
    high: impliedMarginal(a, bGivenA ?? 1, bGivenNotA ?? 1),
  };
}
