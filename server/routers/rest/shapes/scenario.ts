import { z } from "zod";
import type { ScenarioRelations } from "#server/relations/scenario-relations";
import { ROLES } from "#server/routers/rest/shapes/question";
import { At, at, Id, named } from "#server/routers/rest/shapes/values";
import type { ChainOfScenario } from "#server/scenarios/chain";

export const ScenarioLine = named(
  "ScenarioLine",
  z.object({ id: Id, brief: Id, number: z.number(), statement: z.string(), archived: z.boolean() }),
);

const Relation = z.object({
  id: Id,
  kind: z.enum(["exclusive", "exhaustive", "implies"]),
  scenarios: z.array(Id).meta({ description: "Of an implication: the antecedent, then what follows." }),
  state: z.enum(["stands", "rests", "suspended"]),
  why: z.string().nullable().meta({ description: "Why it does not stand." }),
});

const Conditional = z.object({
  question: Id,
  given: Id.meta({ description: "The question that is the condition …" }),
  holds: z.boolean().meta({ description: "… answered yes (true) or no (false)." }),
  on: Id.meta({ description: "The question that is asked under it." }),
});

export const Scenario = named(
  "Scenario",
  z.object({
    id: Id,
    team: Id,
    brief: Id,
    number: z.number(),
    statement: z.string(),
    madeAt: At,
    archived: z.boolean(),
    quotes: z.array(z.object({ id: Id, exact: z.string(), start: z.number(), end: z.number(), orphaned: z.boolean() })),
    questions: z.array(z.object({ id: Id, role: z.enum(ROLES) })),
    relations: z.array(Relation),
    conditionals: z.array(Conditional),
  }),
);

export interface Beside {
  quotes: { id: string; exact: string; start: number; end: number; state: "ANCHORED" | "ORPHANED" }[];
  questions: { id: string; role: "HEADLINE" | "INDICATOR" | "CONDITIONAL" }[];
  related: ScenarioRelations;
}

export function scenarioOf(chain: ChainOfScenario, { quotes, questions, related }: Beside): z.input<typeof Scenario> {
  return {
    id: chain.scenarioId,
    team: chain.teamId,
    brief: chain.briefId,
    number: chain.number,
    statement: chain.statement,
    madeAt: at(chain.madeAt),
    archived: chain.archivedAt !== null,
    quotes: quotes.map(({ state, ...quote }) => ({ ...quote, orphaned: state === "ORPHANED" })),
    questions: questions.map(({ id, role }) => ({ id, role: ROLE[role] })),
    relations: related.relations.flatMap(({ id, kind, scenarioIds: scenarios, state, why }) =>
      kind === "CONDITIONAL" || state === "withdrawn" ? [] : [{ id, kind: KIND[kind], scenarios, state, why }],
    ),
    conditionals: related.conditionals.map(({ questionId: question, holds, antecedent, consequent }) => ({
      question,
      given: antecedent.questionId,
      holds,
      on: consequent.questionId,
    })),
  };
}

const ROLE = { HEADLINE: "headline", INDICATOR: "indicator", CONDITIONAL: "conditional" } as const;
const KIND = { EXCLUSIVE: "exclusive", EXHAUSTIVE: "exhaustive", IMPLIES: "implies" } as const;
