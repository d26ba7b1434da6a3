import { type QuestionState, questionState } from "#core/resolution";
import { db } from "#server/platform/db";
import { type DeclaredRelation, relationBook } from "#server/relations/relation-queries";

/** A conditional question as the pages of its two questions show it. */
export interface ConditionalLine {
  questionId: string;
  holds: boolean;
  state: QuestionState;
  /** A and B: their questions, and the scenarios' numbers. */
  antecedent: { questionId: string; number: number; title: string };
  consequent: { questionId: string; number: number; title: string };
}

export interface ScenarioRelations {
  /** Those that hold, or would if nothing were in the way. */
  relations: DeclaredRelation[];
  names: Record<string, { number: number; statement: string }>;
  conditionals: ConditionalLine[];
}

/** What is declared of a scenario, and the conditional questions that have a part in it. Its readers may read this. */
export async function scenarioRelations(teamId: string, scenarioId: string): Promise<ScenarioRelations> {
  const [{ scenarios, relations }, conditionals] = await Promise.all([
    relationBook(db, teamId),
    conditionalLines({ OR: [{ antecedent: { scenarioId } }, { consequent: { scenarioId } }] }),
  ]);
  return {
    relations: relations.filter(
      ({ kind, state, scenarioIds }) =>
        kind !== "CONDITIONAL" && state !== "withdrawn" && scenarioIds.includes(scenarioId),
    ),
    names: Object.fromEntries([...scenarios].map(([id, { number, statement }]) => [id, { number, statement }])),
    conditionals: conditionals.filter(({ state }) => state !== "VOID"),
  };
}

/** The two questions that a conditional question depends on; null for any other question. */
export async function conditionOf(questionId: string): Promise<ConditionalLine | null> {
  return (await conditionalLines({ questionId }))[0] ?? null;
}

const SIDE = {
  select: {
    id: true,
    scenario: { select: { number: true } },
    versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
  },
} as const;

async function conditionalLines(
  where: NonNullable<Parameters<typeof db.conditionalQuestion.findMany>[0]>["where"],
): Promise<ConditionalLine[]> {
  const rows = await db.conditionalQuestion.findMany({
    where,
    orderBy: { questionId: "asc" },
    select: {
      questionId: true,
      holds: true,
      antecedent: SIDE,
      consequent: SIDE,
      question: {
        select: { state: true, versions: { orderBy: { number: "desc" }, take: 1, select: { closesAt: true } } },
      },
    },
  });
  const now = Date.now();
  const side = ({ id, scenario, versions }: (typeof rows)[number]["antecedent"]) => ({
    questionId: id,
    number: scenario.number,
    title: versions[0]?.title ?? "",
  });
  return rows.map(({ questionId, holds, antecedent, consequent, question: { state, versions } }) => ({
    questionId,
    holds,
    state: questionState(state, { closesAt: versions[0]?.closesAt.getTime() ?? now }, now),
    antecedent: side(antecedent),
    consequent: side(consequent),
  }));
}
