import { checkCoherence, type Relation } from "#core/coherence";
import type { ForecastView } from "#core/forecast-view";
import { type Actor, can } from "#core/permissions";
import { scenariosOf } from "#core/possible-worlds";
import { viewerOf } from "#core/visibility";
import { forecastViews } from "#server/forecasts/forecast-queries";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { pageId } from "#server/platform/page-id";
import { knownOf } from "#server/relations/own-coherence";
import {
  type DeclaredRelation,
  type RelatedScenario,
  relationBook,
  standingRules,
  whyUnrelated,
} from "#server/relations/relation-queries";

/** One person's number on one scenario, as far as the reader may see it. */
export type Cell = number | "hidden" | "none";

/** A row of the matrix: a person, or the crowd. */
export interface MatrixRow {
  memberId: string | null;
  name: string;
  own: boolean;
  /** In the order of the columns. */
  cells: Cell[];
  /** Of the scenarios of each sum; null where a number is missing or hidden. */
  sums: (number | null)[];
  /** Relations that the numbers shown break, each by how much. */
  breaks: { relation: Relation; excess: number }[];
  /** Whether the numbers shown are coherent: they can be not, though no single relation is broken. */
  coherent: boolean;
}

export interface ScenarioSet {
  loadedAt: number;
  teamId: string;
  briefId: string;
  title: string;
  /** Of the brief, in their order, without those that are archived. */
  scenarios: (RelatedScenario & { unrelated: string | null })[];
  /** Those that any scenario of the brief has a part in. */
  relations: DeclaredRelation[];
  /** What scenarios of other briefs are called that relations name. */
  names: ReadonlyMap<string, { number: number; statement: string }>;
  /** The columns of the matrix: scenarios whose headline question is answered by yes or no. */
  columns: { scenarioId: string; questionId: string; number: number; statement: string }[];
  /** Declared sets whose numbers add up to something. */
  sums: { kind: "exclusive" | "exhaustive"; scenarioIds: readonly string[] }[];
  rows: MatrixRow[];
  /** The crowd's own mean, for those who may be told what it breaks; null for others, and while a number of it is hidden. */
  crowd: MatrixRow | null;
  may: { write: boolean; ask: boolean; forecast: boolean };
}

/** The scenario set of a brief: its relations, and everybody's numbers as far as the reader may see them. */
export async function scenarioSet(actor: Actor, id: string): Promise<ScenarioSet> {
  const loadedAt = Date.now();
  const briefId = pageId(id);
  const brief = await db.brief.findUnique({
    where: { id: briefId },
    select: { teamId: true, versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } } },
  });
  if (!brief || !can(actor, "scenario.read", { teamId: brief.teamId })) throw notFound();
  const { teamId } = brief;
  const { scenarios, relations } = await relationBook(db, teamId);
  const here = [...scenarios.values()].filter((scenario) => scenario.briefId === briefId && !scenario.archived);
  const ours = relations.filter(({ scenarioIds }) =>
    scenarioIds.some((one) => scenarios.get(one)?.briefId === briefId),
  );
  const asked = here.filter(({ headline }) => headline?.type === "BINARY");
  const views = await viewsOf(actor, teamId, asked);
  const rules = standingRules(ours);
  const columns = asked.flatMap(({ headline, ...scenario }) =>
    headline ? [{ ...scenario, questionId: headline.questionId }] : [],
  );
  const judged = {
    ids: columns.map(({ scenarioId }) => scenarioId),
    rules,
    known: knownOf([...scenarios.keys()], scenarios),
    sums: rules.flatMap((rule) => (rule.kind === "implies" ? [] : [{ kind: rule.kind, scenarioIds: rule.scenarios }])),
  };
  const shown = columns.map(({ questionId }) => views.get(questionId));
  return {
    loadedAt,
    teamId,
    briefId,
    title: brief.versions[0]?.title ?? "Brief without a text",
    scenarios: here.map((scenario) => ({ ...scenario, unrelated: whyUnrelated(scenario) })),
    relations: ours,
    names: new Map([...scenarios].map(([key, { number, statement }]) => [key, { number, statement }])),
    columns,
    sums: judged.sums,
    rows: peopleOf(actor, teamId, shown).map((person) => ({ ...person, ...judge(person.cells, judged) })),
    crowd: can(actor, "crowd.coherence", { teamId }) ? crowdRow(shown, judged) : null,
    may: {
      write: can(actor, "scenario.write", { teamId }),
      ask: can(actor, "question.write", { teamId }),
      forecast: can(actor, "forecast.submit", { teamId }),
    },
  };
}

async function viewsOf(
  actor: Actor,
  teamId: string,
  asked: readonly RelatedScenario[],
): Promise<Map<string, ForecastView>> {
  return forecastViews(
    actor,
    asked.flatMap(({ headline }) => {
      if (!headline) return [];
      const { questionId, state, revealPolicy, revealAt, opensAt, closesAt } = headline;
      const stored = state === "CLOSED" ? ("OPEN" as const) : state;
      return [{ id: questionId, teamId, state: stored, revealPolicy, revealAt, opensAt, closesAt }];
    }),
  );
}

/** Everybody who has forecast on any of the questions, by name. */
function peopleOf(actor: Actor, teamId: string, shown: readonly (ForecastView | undefined)[]) {
  const { memberId: mine } = viewerOf(actor, teamId);
  const names = new Map(
    shown.flatMap((view) => view?.whoHasForecast.map(({ memberId, name }) => [memberId, name] as const) ?? []),
  );
  return [...names]
    .sort(([, a], [, b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([memberId, name]) => ({
      memberId,
      name,
      own: memberId === mine,
      cells: shown.map((view) => cellOf(view, memberId, memberId === mine)),
    }));
}

function cellOf(view: ForecastView | undefined, memberId: string, own: boolean): Cell {
  if (view?.type !== "binary") return "none";
  if (own) return view.own?.value ?? "none";
  if (!view.whoHasForecast.some((person) => person.memberId === memberId)) return "none";
  // With earlier sight what is shown stood before the round: a row of numbers of different times says nothing.
  if (view.revealed === null || view.hidden !== null) return "hidden";
  return view.revealed.standing.find((person) => person.memberId === memberId)?.value ?? "none";
}

interface Judged {
  ids: readonly string[];
  rules: readonly Relation[];
  known: ReadonlyMap<string, boolean>;
  sums: ScenarioSet["sums"];
}

/** What numbers break, from those that are shown alone. */
function judge(cells: readonly Cell[], { ids, rules, known, sums }: Judged) {
  const stated = new Map(
    ids.flatMap((id, k) => {
      const cell = cells[k];
      return typeof cell === "number" ? [[id, cell] as const] : [];
    }),
  );
  const check = checkCoherence(stated, rules, known);
  return {
    sums: sums.map(({ scenarioIds }) =>
      scenarioIds.every((id) => stated.has(id))
        ? scenarioIds.reduce((total, id) => total + (stated.get(id) ?? 0), 0)
        : null,
    ),
    breaks: check.violations.map(({ relation, excess }) => ({ relation, excess })),
    coherent: check.distance <= NOTICED,
  };
}

/** Less than a hundredth of a point is nothing that anybody sees. */
const NOTICED = 1e-4;

/** The mean of everybody on each scenario: where all have answered all, the mean of coherent numbers is coherent. */
function crowdRow(shown: readonly (ForecastView | undefined)[], judged: Judged): MatrixRow | null {
  const cells = shown.map((view): Cell => {
    if (view?.type !== "binary") return "none";
    if (view.revealed === null || view.hidden !== null) return view.whoHasForecast.length > 0 ? "hidden" : "none";
    return view.revealed.crowd?.mean ?? "none";
  });
  const involved = new Set(judged.rules.flatMap(scenariosOf));
  // Only once every question of the relations is shown: of some alone it would look more coherent than it is.
  if (judged.ids.some((id, k) => involved.has(id) && cells[k] === "hidden")) return null;
  return { memberId: null, name: "Crowd, mean", own: false, cells, ...judge(cells, judged) };
}
