import type { Instant } from "#core/clock";
import type { Relation } from "#core/coherence";
import { type QuestionState, questionState } from "#core/resolution";
import type { Prisma, QuestionType, RelationKind } from "#prisma/client/client";

/** The headline question that a relation holds of: of several, the one that is not annulled. */
export interface RelatedQuestion {
  questionId: string;
  title: string;
  type: QuestionType;
  state: QuestionState;
  opensAt: Date;
  closesAt: Date;
  createdAt: Date;
  revealPolicy: "ALWAYS" | "AFTER_FORECAST" | "AFTER_ROUND";
  revealAt: Date | null;
  /** The verdict in force. */
  outcome: "YES" | "NO" | null;
}

export interface RelatedScenario {
  scenarioId: string;
  briefId: string;
  /** Within its brief. */
  number: number;
  statement: string;
  archived: boolean;
  headline: RelatedQuestion | null;
}

export interface DeclaredRelation {
  id: string;
  kind: RelationKind;
  /** In their order: of an implication and a conditional the antecedent first. */
  scenarioIds: string[];
  declaredAt: Date;
  /** Null: it came with an import. */
  declaredBy: string | null;
  /** Whoever declared it last confirmed that the closes differ. */
  deadlinesConfirmed: boolean;
  state: "stands" | "rests" | "suspended" | "withdrawn";
  /** Why it does not stand, in words. */
  why: string | null;
  /** What became of it, newest first. */
  changes: { act: "WITHDRAWN" | "RESTORED" | "SUSPENDED"; reason: string | null; by: string | null; at: Date }[];
}

/** The relations of a team and the scenarios they may be about. */
export interface RelationBook {
  scenarios: ReadonlyMap<string, RelatedScenario>;
  relations: DeclaredRelation[];
}

/**
 * Every relation that a team ever declared, and all of its scenarios, as they stand or stood at an instant: a fixed number of
 * queries. Who may read the team's scenarios may read this.
 *
 * @param among of these relations alone, and the scenarios that they are between; null for all
 */
export async function relationBook(
  tx: Prisma.TransactionClient,
  teamId: string,
  at: Instant | null = null,
  among: readonly string[] | null = null,
): Promise<RelationBook> {
  const upTo = at === null ? {} : { lte: new Date(at) };
  const rows = await tx.scenarioRelation.findMany({
    where: {
      teamId,
      ...(among === null ? {} : { id: { in: [...among] } }),
      ...(at === null ? {} : { OR: [{ createdAt: upTo }, { createdById: null }] }),
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      kind: true,
      createdAt: true,
      createdById: true,
      deadlinesConfirmed: true,
      createdBy: { select: { name: true } },
      members: { orderBy: { position: "asc" }, select: { scenarioId: true } },
      changes: {
        where: at === null ? {} : { at: upTo },
        orderBy: { number: "desc" },
        select: { act: true, reason: true, at: true, deadlinesConfirmed: true, by: { select: { name: true } } },
      },
    },
  });
  const members = rows.flatMap(({ members }) => members.map(({ scenarioId }) => scenarioId));
  const scenarios = await scenariosOf(tx, teamId, among === null ? null : members);
  const relations = rows.map(({ createdBy, createdById, createdAt, members, changes, ...row }): DeclaredRelation => {
    const restored = changes.find(({ act }) => act === "RESTORED");
    const declared = {
      id: row.id,
      kind: row.kind,
      scenarioIds: members.map(({ scenarioId }) => scenarioId),
      declaredAt: createdAt,
      declaredBy: createdBy?.name ?? null,
      deadlinesConfirmed: restored?.deadlinesConfirmed ?? (row.deadlinesConfirmed || createdById === null),
      changes: changes.map(({ act, reason, by, at: changedAt }) => ({
        act,
        reason,
        by: by?.name ?? null,
        at: changedAt,
      })),
    };
    const last = changes[0]?.act ?? "RESTORED";
    if (last === "WITHDRAWN") return { ...declared, state: "withdrawn", why: null };
    if (last === "SUSPENDED") return { ...declared, state: "suspended", why: changes[0]?.reason ?? null };
    const why = whyItRests(declared, scenarios, restored?.at ?? createdAt);
    return { ...declared, state: why === null ? "stands" : "rests", why };
  });
  return { scenarios, relations };
}

async function scenariosOf(
  tx: Prisma.TransactionClient,
  teamId: string,
  among: readonly string[] | null,
): Promise<Map<string, RelatedScenario>> {
  const now = Date.now();
  const rows = await tx.scenario.findMany({
    where: { teamId, ...(among === null ? {} : { id: { in: [...among] } }) },
    orderBy: [{ briefId: "asc" }, { number: "asc" }],
    select: {
      id: true,
      briefId: true,
      number: true,
      statement: true,
      archivedAt: true,
      questions: {
        where: { role: "HEADLINE", state: { notIn: ["VOID", "DRAFT"] } },
        select: {
          id: true,
          type: true,
          state: true,
          createdAt: true,
          revealPolicy: true,
          revealAt: true,
          versions: {
            orderBy: { number: "desc" },
            take: 1,
            select: { title: true, opensAt: true, closesAt: true },
          },
          resolutions: { orderBy: { version: "desc" }, take: 1, select: { outcome: true } },
        },
      },
    },
  });
  return new Map(
    rows.map(({ id, archivedAt, questions: [question], ...scenario }) => {
      const version = question?.versions[0];
      const outcome = question?.resolutions[0]?.outcome;
      const headline =
        question && version
          ? {
              questionId: question.id,
              title: version.title,
              type: question.type,
              state: questionState(question.state, { closesAt: version.closesAt.getTime() }, now),
              opensAt: version.opensAt,
              closesAt: version.closesAt,
              createdAt: question.createdAt,
              revealPolicy: question.revealPolicy,
              revealAt: question.revealAt,
              outcome: question.state === "RESOLVED" && (outcome === "YES" || outcome === "NO") ? outcome : null,
            }
          : null;
      return [id, { ...scenario, scenarioId: id, archived: archivedAt !== null, headline }];
    }),
  );
}

/** Why a declared relation says nothing at present; null where it holds. */
function whyItRests(
  { kind, scenarioIds, deadlinesConfirmed }: Pick<DeclaredRelation, "kind" | "scenarioIds" | "deadlinesConfirmed">,
  scenarios: ReadonlyMap<string, RelatedScenario>,
  since: Date,
): string | null {
  for (const id of scenarioIds) {
    const scenario = scenarios.get(id);
    const fault = whyUnrelated(scenario);
    if (fault) return fault;
    if (scenario?.headline && scenario.headline.createdAt > since)
      return `The headline question of scenario ${scenario.number} is newer than this relation.`;
  }
  if (kind !== "CONDITIONAL" && !deadlinesConfirmed && closesDiffer(scenarioIds, scenarios))
    return "Its questions close at different times now, which nobody has confirmed.";
  return null;
}

/** Why no relation can hold of a scenario: relations hold between headline questions that are binary. */
export function whyUnrelated(scenario: RelatedScenario | undefined): string | null {
  if (!scenario) return "A scenario of it is not here any more.";
  const { number, archived, headline } = scenario;
  if (archived) return `Scenario ${number} is archived.`;
  if (!headline) return `Scenario ${number} has no published headline question.`;
  if (headline.type !== "BINARY") return `The headline question of scenario ${number} is not answered by yes or no.`;
  if (headline.state === "AMBIGUOUS") return `The headline question of scenario ${number} was found ambiguous.`;
  return null;
}

export function closesDiffer(ids: readonly string[], scenarios: ReadonlyMap<string, RelatedScenario>): boolean {
  const closes = ids.map((id) => scenarios.get(id)?.headline?.closesAt.getTime());
  return new Set(closes).size > 1;
}

/** As core's rules take it, by scenario ids; null for a conditional, which forbids no world. */
export function asRule({ kind, scenarioIds }: Pick<DeclaredRelation, "kind" | "scenarioIds">): Relation | null {
  const [from = "", to = ""] = scenarioIds;
  switch (kind) {
    case "EXCLUSIVE":
      return { kind: "exclusive", scenarios: scenarioIds };
    case "EXHAUSTIVE":
      return { kind: "exhaustive", scenarios: scenarioIds };
    case "IMPLIES":
      return { kind: "implies", from, to };
    case "CONDITIONAL":
      return null;
  }
}

/** The rules of those relations that stand. */
export function standingRules(relations: readonly DeclaredRelation[]): Relation[] {
  return relations.flatMap((relation) => (relation.state === "stands" ? (asRule(relation) ?? []) : []));
}
